/** The rewrite of single expressions: paths, lifts, control flow, schemas, causes. */
import assert from "node:assert/strict";
import type ts from "typescript";
import { captures, type FactsByHand, lines, rewrite, type Rewritten } from "./rewriting-program.ts";

const NONE = { bound: [], captured: new Map(), keep: true } as const;

/** The module with `body` as the result of its pattern, whose parameter `state` stays. */
function inPattern(body: string, plan: (facts: FactsByHand) => void): Rewritten {
  const head = `import { NAME, pattern, Writable } from "commonfabric";\n`;
  return rewrite(`${head}export default pattern((state: any) => ${body});\n`, plan);
}

function expectBody(rewritten: Rewritten, ...expected: string[]): void {
  assert.equal(rewritten.body, lines(...expected));
  assert.deepEqual(rewritten.rejections, []);
}

Deno.test("a path becomes one key call, with constants as expressions", () => {
  const result = inPattern("({ a: state.user?.name, b: state.parts[NAME][0] })", (facts) => {
    facts.lower(facts.find("state.user?.name"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["user", "name"],
    });
    facts.lower(facts.find("state.parts[NAME][0]"), {
      kind: "key-path",
      root: facts.find("state", 2),
      path: ["parts", facts.find("NAME", 1), "0"],
    });
  });
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)((state) => ({ a: state.key("user", "name"), ` +
      `b: state.key("parts", commonfabric_1.NAME, "0") }));`,
  );
});

Deno.test("an empty path is the root alone, and a shorthand value that changes gets its name", () => {
  const result = rewrite(
    `import { pattern } from "commonfabric";\n` +
      `export default pattern(({ a, b }: any) => ({ x: (a as any), b }));\n`,
    (facts) => {
      facts.lower(facts.find("a as any"), { kind: "key-path", root: facts.find("a", 1), path: [] });
      facts.lower(facts.find("b", 1), {
        kind: "key-path",
        root: facts.find("b", 1),
        path: ["inner"],
      });
    },
  );
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)(({ a, b }) => ({ x: (a), b: b.key("inner") }));`,
  );
});

Deno.test("a lifted expression takes its captures by name and is hoisted before its statement", () => {
  const result = inPattern("state.a.b + state.c * 2", (facts) => {
    facts.lower(facts.find("state.a.b + state.c * 2"), {
      kind: "lifted-expression",
      name: "__cfLift_1",
      captures: captures({ state: captures({ a: captures({ b: "state.a.b" }), c: "state.c" }) }),
      argumentSchema: { type: "object", properties: { state: true } },
      resultSchema: { type: "number" },
      options: { completeSchedulerScopeSummary: true },
    });
  });
  expectBody(
    result,
    `const __cfLift_1 = __cfHelpers.lift(({ state }) => state.a.b + state.c * 2, ` +
      `{ type: "object", properties: { state: true } }, { type: "number" }, ` +
      `{ completeSchedulerScopeSummary: true });`,
    `exports.default = (0, commonfabric_1.pattern)((state) => __cfLift_1({ state: { a: ` +
      `{ b: state.key("a", "b") }, c: state.key("c") } }));`,
  );
});

Deno.test("plain captures are read as members, references inside structures with key", () => {
  const result = inPattern("[state]", (facts) => {
    facts.lower(facts.find("state", 1), {
      kind: "lifted-expression",
      name: "__cfLift_1",
      captures: new Map([
        ["state", {
          kind: "value",
          value: { root: "state", path: ["a-b", "c"], isReference: false },
        }],
        ["other", {
          kind: "value",
          value: { root: "ctx", path: ["items", "0"], isReference: true, plainSegments: 1 },
        }],
      ]),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
  });
  assert.match(
    result.body,
    /__cfLift_1\(\{ state: state\["a-b"\]\.c, other: ctx\.items\.key\("0"\) \}\)/,
  );
});

Deno.test("a lift without captures has no parameter, no argument and the schema false", () => {
  const result = inPattern("({ made: { at: [1] } })", (facts) => {
    facts.lower(facts.find("{ at: [1] }"), {
      kind: "lifted-expression",
      name: "__cfLift_1",
      captures: new Map(),
      argumentSchema: true,
      resultSchema: { type: "object" },
      options: {},
    });
  });
  expectBody(
    result,
    `const __cfLift_1 = __cfHelpers.lift(() => ({ at: [1] }), false, { type: "object" });`,
    `exports.default = (0, commonfabric_1.pattern)((state) => ({ made: __cfLift_1() }));`,
  );
});

Deno.test("actions inside a lifted expression are carried out, and inner hoists come first", () => {
  const result = inPattern("(state.a + (state.b * 2))", (facts) => {
    const lift = (name: string, argument: string) => ({
      kind: "lifted-expression" as const,
      name,
      captures: captures({ state: argument }),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
    facts.lower(facts.find("state.a + (state.b * 2)"), lift("__cfLift_2", "state"));
    facts.lower(facts.find("state.b * 2"), lift("__cfLift_1", "state"));
    facts.registered.push("__cfLift_1", "__cfLift_2");
  });
  expectBody(
    result,
    `const __cfLift_1 = __cfHelpers.lift(({ state }) => state.b * 2, true, true);`,
    `const __cfLift_2 = __cfHelpers.lift(({ state }) => state.a + (__cfLift_1({ state: state })), true, true);`,
    `exports.default = (0, commonfabric_1.pattern)((state) => (__cfLift_2({ state: state })));`,
    `__cfReg({ __cfLift_1, __cfLift_2 });`,
  );
});

Deno.test("control flow calls a helper with schemas first, and undefined for a missing branch", () => {
  const result = inPattern("[state.on ? state.a : 'b', state.on && state.a]", (facts) => {
    facts.lower(facts.find("state.on ? state.a : 'b'"), {
      kind: "control",
      operator: "ifElse",
      schemas: [{ type: "boolean" }, true, { type: "string" }, true],
      values: [facts.find("state.on"), facts.find("state.a"), facts.find("'b'")],
    });
    facts.lower(facts.find("state.on"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["on"],
    });
    facts.lower(facts.find("state.on && state.a"), {
      kind: "control",
      operator: "when",
      schemas: [true, true, true],
      values: [facts.find("state.on", 1), undefined],
    });
  });
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)((state) => [` +
      `__cfHelpers.ifElse({ type: "boolean" }, true, { type: "string" }, true, state.key("on"), state.a, 'b'), ` +
      `__cfHelpers.when(true, true, true, state.on, undefined)]);`,
  );
});

Deno.test("an optional list call as a value tests its list and keeps the rewritten call", () => {
  const result = inPattern("({ rows: state.list?.map((x: any) => x) })", (facts) => {
    const call = facts.find("state.list?.map((x: any) => x)");
    const list = facts.find("state.list");
    facts.lower(list, { kind: "key-path", root: facts.find("state", 1), path: ["list"] });
    facts.lower(call, {
      kind: "control",
      operator: "ifElse",
      schemas: [true, true, true, true],
      values: [
        {
          kind: "is-nullish",
          name: "__cfLift_1",
          value: list,
          argumentSchema: { type: "object", properties: { value: {} } },
          resultSchema: { type: "boolean" },
          options: {},
        },
        undefined,
        {
          kind: "lowered",
          node: call,
          action: {
            kind: "collection",
            name: "__cfPattern_1",
            receiver: list,
            method: "map",
            callback: facts.find("(x: any) => x"),
            parameter: {
              bound: [{ name: facts.find("x"), path: ["element"] }],
              captured: new Map(),
              keep: false,
            },
            captures: new Map(),
            argumentSchema: true,
            resultSchema: true,
          },
        },
      ],
    });
  });
  expectBody(
    result,
    `const __cfLift_1 = __cfHelpers.lift(({ value }) => value == null, ` +
      `{ type: "object", properties: { value: {} } }, { type: "boolean" });`,
    `const __cfPattern_1 = __cfHelpers.pattern(__cf_pattern_input => {`,
    `    const x = __cf_pattern_input.key("element");`,
    `    return x;`,
    `}, true, true);`,
    `exports.default = (0, commonfabric_1.pattern)((state) => ({ rows: ` +
      `__cfHelpers.ifElse(true, true, true, true, __cfLift_1({ value: state.key("list") }), undefined, ` +
      `state.key("list").mapWithPattern(__cfPattern_1, {})) }));`,
  );
});

Deno.test("what stands in two places is hoisted from once", () => {
  const result = inPattern("({ rows: (state.of(state.n + 1))?.map })", (facts) => {
    const value = facts.find("state.of(state.n + 1)");
    facts.lower(facts.find("state.n + 1"), {
      kind: "lifted-expression",
      name: "__cfLift_1",
      captures: captures({ state: "state" }),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
    facts.lower(facts.find("(state.of(state.n + 1))?.map"), {
      kind: "control",
      operator: "unless",
      schemas: [],
      values: [value, { kind: "lowered", node: value, action: { kind: "replace", by: value } }],
    });
  });
  assert.equal(result.body.match(/const __cfLift_1/g)?.length, 1);
  assert.equal(result.body.match(/state\.of\(__cfLift_1/g)?.length, 2);
});

Deno.test("arguments, asSchema, literals and replacements", () => {
  const source = `import { pattern, Writable, toSchema } from "commonfabric";
const options = { name: "x" };
export default pattern<any, any>((state) => {
  const cell = new Writable<number>(1);
  const schema = toSchema<number>();
  const kept = (state.list ?? []);
  return { cell, schema, kept, raw: state.get() };
}, options);
`;
  const result = rewrite(source, (facts) => {
    const call = facts.find<ts.ExportAssignment>(source.slice(source.indexOf("export"), -1));
    const pattern = call.expression as ts.CallExpression;
    facts.lower(pattern, {
      kind: "arguments",
      arguments: [
        { kind: "node", node: pattern.arguments[0]! },
        { kind: "json", value: { type: "object", default: -1 } },
        { kind: "undefined" },
        { kind: "record", node: pattern.arguments[1], property: "selfContained", value: true },
      ],
      callee: "pattern",
    });
    facts.act(facts.find('{ name: "x" }'), { kind: "data" });
    const cell = facts.find<ts.NewExpression>("new Writable<number>(1)");
    facts.lower(cell, {
      kind: "arguments",
      arguments: [
        { kind: "node", node: cell.arguments![0]! },
        { kind: "record", node: undefined, property: "scope", value: null },
      ],
    });
    facts.nameCause(cell, "cell");
    facts.lower(facts.find("toSchema<number>()"), { kind: "literal", value: { type: "number" } });
    facts.lower(facts.find("state.list ?? []"), { kind: "replace", by: facts.find("state.list") });
    facts.lower(facts.find("state.get()"), { kind: "as-schema", schema: { type: "string" } });
    facts.nameCause(facts.find("state.get()"), "__patternResult", "raw", 0);
  });
  expectBody(
    result,
    `const options = __cfHelpers.__cf_data({ name: "x" });`,
    `exports.default = __cfHelpers.pattern((state) => {`,
    `    const cell = new commonfabric_1.Writable(1, { scope: null }).for("cell", true);`,
    `    const schema = { type: "number" };`,
    `    const kept = (state.list);`,
    `    return { cell, schema, kept, raw: state.get().asSchema({ type: "string" })` +
      `.for(["__patternResult", "raw", 0], true) };`,
    `}, { type: "object", default: -1 }, undefined, { ...options, selfContained: true });`,
  );
});

Deno.test("a record argument written in place has one property more", () => {
  const result = rewrite(
    `import { pattern } from "commonfabric";\nexport default pattern(() => ({}), { name: "x" });\n`,
    (facts) => {
      const call = facts.find<ts.CallExpression>('pattern(() => ({}), { name: "x" })');
      facts.lower(call, {
        kind: "arguments",
        arguments: [
          { kind: "node", node: call.arguments[0]! },
          { kind: "json", value: JSON.parse('["__proto__", { "__proto__": -1 }]') },
          { kind: "json", value: true },
          { kind: "record", node: call.arguments[1], property: "n", value: 1 },
        ],
      });
    },
  );
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)(() => ({}), ["__proto__", { ["__proto__"]: -1 }], true, { name: "x", n: 1 });`,
  );
});

Deno.test("a stream's cause is a record, and a cause stands around what is hoisted", () => {
  const result = inPattern("state.make(1)", (facts) => {
    facts.lower(facts.find("state.make(1)"), { kind: "replace", by: facts.find("state.make(1)") });
    facts.nameStream(facts.find("state.make(1)"), "add");
  });
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)((state) => state.make(1).for({ stream: "add" }, true));`,
  );
});

Deno.test("an element that is lifted is put in braces where JSX stands alone", () => {
  const result = inPattern("<ul><Row a={state} /><li icon=<b /> /></ul>", (facts) => {
    const lift = (name: string) => ({
      kind: "lifted-expression" as const,
      name,
      captures: captures({ state: "state" }),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
    facts.lower(facts.find("<Row a={state} />"), lift("__cfLift_1"));
    facts.lower(facts.find("<b />"), lift("__cfLift_2"));
  });
  assert.match(
    result.body,
    /__cfHelpers\.h\("ul", null,\s+__cfLift_1\(\{ state: state \}\),\s+__cfHelpers\.h\("li", \{ icon: __cfLift_2\(\{ state: state \}\) \}\)\)/,
  );
});

Deno.test("hoists of several declarators come before the declarator that uses them", () => {
  const result = rewrite(
    `import { pattern } from "commonfabric";\n` +
      `const one = pattern((state: any) => state.a + 1), two = pattern((state: any) => state.b + 1);\n`,
    (facts) => {
      for (const [index, text] of ["state.a + 1", "state.b + 1"].entries()) {
        facts.lower(facts.find(text), {
          kind: "lifted-expression",
          name: `__cfLift_${index + 1}`,
          captures: captures({ state: "state" }),
          argumentSchema: true,
          resultSchema: true,
          options: {},
        });
      }
    },
  );
  expectBody(
    result,
    `const __cfLift_1 = __cfHelpers.lift(({ state }) => state.a + 1, true, true);`,
    `const one = (0, commonfabric_1.pattern)((state) => __cfLift_1({ state: state }));`,
    `const __cfLift_2 = __cfHelpers.lift(({ state }) => state.b + 1, true, true);`,
    `const two = (0, commonfabric_1.pattern)((state) => __cfLift_2({ state: state }));`,
  );
});

Deno.test("a kept pattern parameter stays as it is", () => {
  const result = inPattern("state.a", (facts) => {
    facts.lower(facts.find("(state: any) => state.a"), { kind: "pattern-body", parameter: NONE });
    facts.lower(facts.find("state.a"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["a"],
    });
  });
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)((state) => state.key("a"));`,
  );
});
