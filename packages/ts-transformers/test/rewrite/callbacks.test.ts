/** The rewrite of callbacks: computed values, handlers, lists, pattern parameters, assertions. */
import assert from "node:assert/strict";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type ts from "typescript";
import type { ActionOf, Callback, CaptureTree, LoweringAction } from "../../lowering.ts";
import { captures, type FactsByHand, lines, rewrite, type Rewritten } from "./rewriting-program.ts";

const HEAD =
  `import { action, assert, computed, derive, NAME, pattern, SELF } from "commonfabric";\n`;
const NOTHING: CaptureTree = new Map();

/** The module with these statements in the body of its pattern. */
function inPattern(body: string, plan: (facts: FactsByHand) => void): Rewritten {
  return rewrite(`${HEAD}export default pattern((state: any) => {\n${body}\n});\n`, plan);
}

function expectBody(rewritten: Rewritten, ...expected: string[]): void {
  assert.equal(rewritten.body, lines(...expected));
  assert.deepEqual(rewritten.rejections, []);
}

/** The rewritten module with the given hoists and body of its pattern. */
function expectPattern(rewritten: Rewritten, hoists: string[], ...body: string[]): void {
  const indented = body.map((line) => `    ${line}`);
  expectBody(
    rewritten,
    ...hoists,
    "exports.default = (0, commonfabric_1.pattern)((state) => {",
    ...indented,
    "});",
  );
}

function lifted(
  callback: Callback,
  captured: CaptureTree,
  more: Partial<ActionOf<"lifted-callback">> = {},
): LoweringAction {
  return {
    kind: "lifted-callback",
    name: "__cfLift_1",
    callback,
    captures: captured,
    argumentSchema: { type: "object" },
    resultSchema: { type: "number" },
    options: {},
    ...more,
  };
}

function handler(
  callback: Callback,
  captured: CaptureTree,
  more: Partial<ActionOf<"handler">> = {},
): LoweringAction {
  return {
    kind: "handler",
    name: "__cfHandler_1",
    callback,
    captures: captured,
    eventSchema: false,
    stateSchema: { type: "object", properties: {} },
    ...more,
  };
}

Deno.test("computed is a lift applied to its captures, named by its constant", () => {
  const call = "computed<number>(async () => await state.price)";
  const result = inPattern(`const total = ${call};\nreturn { total };`, (facts) => {
    facts.lower(
      facts.find(call),
      lifted(facts.find("async () => await state.price"), captures({ state: "state" }), {
        options: { selfContained: true, materializerWriteInputPaths: [["state"]] },
      }),
    );
    facts.nameCause(facts.find(call), "total");
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(async ({ state }) => await state.price, { type: "object" }, ` +
      `{ type: "number" }, { materializerWriteInputPaths: [["state"]], selfContained: true });`,
    ],
    `const total = __cfLift_1({ state: state }).for("total", true);`,
    `return { total };`,
  );
});

Deno.test("computed without captures takes no argument; function expressions stay what they are", () => {
  const fn = "function * named() { yield 1; }";
  const result = inPattern(`void computed(${fn} as any);\nreturn {};`, (facts) => {
    facts.lower(facts.find(`computed(${fn} as any)`), lifted(facts.find(fn), NOTHING));
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(function* named() { yield 1; }, false, { type: "number" });`,
    ],
    `void __cfLift_1();`,
    `return {};`,
  );
});

Deno.test("derive keeps its parameter, alone or beside captures", () => {
  const call = "derive(state.a, ({ n }: any = {}) => n)";
  const plan = (facts: FactsByHand, captured: CaptureTree, key: string | undefined) => {
    facts.lower(facts.find("state.a"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["a"],
    });
    facts.lower(
      facts.find(call),
      lifted(facts.find("({ n }: any = {}) => n"), captured, {
        input: { value: facts.find("state.a"), key },
      }),
    );
  };
  const alone = inPattern(`return ${call};`, (facts) => plan(facts, NOTHING, undefined));
  expectPattern(
    alone,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ n } = {}) => n, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1(state.key("a"));`,
  );
  const beside = inPattern(
    `return ${call};`,
    (facts) => plan(facts, captures({ rate: "state.rate" }), "input"),
  );
  expectPattern(
    beside,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ input: { n } = {}, rate }) => n, { type: "object" }, ` +
      `{ type: "number" });`,
    ],
    `return __cfLift_1({ input: state.key("a"), rate: state.key("rate") });`,
  );
});

Deno.test("derive's parameter of the same name is an element without a key", () => {
  const call = "derive(state.a, (input: number) => input)";
  const result = inPattern(`return ${call};`, (facts) => {
    facts.lower(
      facts.find(call),
      lifted(facts.find("(input: number) => input"), captures({ rate: "rate" }), {
        input: { value: facts.find("state.a"), key: "input" },
      }),
    );
  });
  assert.match(result.body, /lift\(\(\{ input, rate \}\) => input,/);
});

Deno.test("an event function becomes a handler of the event and its captures", () => {
  const fn = "({ detail }: any) => state.picked.set(detail)";
  const result = inPattern(`return <button onClick={(${fn})} />;`, (facts) => {
    facts.lower(
      facts.find(fn),
      handler(facts.find(fn), captures({ state: captures({ picked: "state.picked" }) }), {
        eventSchema: { type: "object" },
        stateSchema: true,
        resultSchema: { type: "number" },
        selfContained: true,
      }),
    );
  });
  expectPattern(
    result,
    [
      `const __cfHandler_1 = __cfHelpers.handler({ type: "object" }, true, ({ detail }, { state }) => ` +
      `state.picked.set(detail), { resultSchema: { type: "number" }, selfContained: true });`,
    ],
    `return __cfHelpers.h("button", { onClick: (__cfHandler_1({ state: { picked: state.key("picked") } })) });`,
  );
});

Deno.test("a handler without event has a free name for it only when it has captures", () => {
  const plan = (captured: CaptureTree) => (facts: FactsByHand) => {
    const call = "action(() => { const _event = 1; return _event; })";
    facts.lower(
      facts.find(call),
      handler(facts.find("() => { const _event = 1; return _event; }"), captured),
    );
    facts.nameStream(facts.find(call), "go");
  };
  const body = "const go = action(() => { const _event = 1; return _event; });\nreturn { go };";
  expectPattern(
    inPattern(body, plan(captures({ _event_1: "state" }))),
    [
      `const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: {} }, ` +
      `(_event_2, { _event_1 }) => { const _event = 1; return _event; });`,
    ],
    `const go = __cfHandler_1({ _event_1: state }).for({ stream: "go" }, true);`,
    `return { go };`,
  );
  expectPattern(
    inPattern(body, plan(NOTHING)),
    [
      `const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: {} }, ` +
      `() => { const _event = 1; return _event; });`,
    ],
    `const go = __cfHandler_1({}).for({ stream: "go" }, true);`,
    `return { go };`,
  );
});

Deno.test("a list callback becomes a hoisted pattern of element, index and captures", () => {
  const fn = "({ cost }: any, i: number) => <li key={i}>{cost * state.rate}{state.row.id}</li>";
  const result = inPattern(`return state.items.map(${fn}, state);`, (facts) => {
    facts.lower(facts.find("state.items"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["items"],
    });
    facts.lower(facts.find("cost * state.rate"), {
      kind: "lifted-expression",
      name: "__cfLift_1",
      captures: captures({ cost: "cost", state: captures({ rate: "state.rate" }) }),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
    const captured = captures({ state: captures({ rate: "state.rate", row: "state.row" }) });
    facts.lower(facts.find(`state.items.map(${fn}, state)`), {
      kind: "collection",
      name: "__cfPattern_1",
      receiver: facts.find("state.items"),
      method: "map",
      callback: facts.find(fn),
      parameter: {
        bound: [
          { name: facts.find("cost"), path: ["element", "cost"] },
          { name: facts.find("i"), path: ["index"] },
        ],
        captured: new Map([...captured, ...captures({ who: "who" })]),
        keep: false,
      },
      captures: captured,
      thisArgument: facts.find("state", 4),
      argumentSchema: { type: "object" },
      resultSchema: { type: "object" },
    });
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ cost, state }) => cost * state.rate, true, true);`,
      `const __cfPattern_1 = __cfHelpers.pattern(__cf_pattern_input => {`,
      `    const cost = __cf_pattern_input.key("element", "cost");`,
      `    const i = __cf_pattern_input.key("index");`,
      `    const state = { rate: __cf_pattern_input.key("params", "state", "rate"), ` +
      `row: __cf_pattern_input.key("params", "state", "row") };`,
      `    const who = __cf_pattern_input.key("params", "who");`,
      `    return __cfHelpers.h("li", { key: i },`,
      `        __cfLift_1({ cost: cost, state: { rate: state.key("rate") } }),`,
      `        state.row.id);`,
      `}, { type: "object" }, { type: "object" });`,
    ],
    `return state.key("items").mapWithPattern(__cfPattern_1, { state: { rate: state.key("rate"), ` +
      `row: state.key("row") } }, state);`,
  );
});

Deno.test("an optional receiver loses its question mark, and a block body stays a block", () => {
  const fn = "function (row: any) { const twice = row; return [twice]; }";
  const call = `state?.items?.flatMap(${fn})`;
  const result = inPattern(`return ${call};`, (facts) => {
    facts.lower(facts.find("state?.items"), {
      kind: "key-path",
      root: facts.find("state", 1),
      path: ["items"],
    });
    facts.lower(facts.find(call), {
      kind: "collection",
      name: "__cfPattern_1",
      receiver: facts.find("state?.items"),
      method: "flatMap",
      callback: facts.find(fn),
      parameter: {
        bound: [{ name: facts.find("row"), path: ["element"] }],
        captured: NOTHING,
        keep: false,
      },
      captures: NOTHING,
      argumentSchema: true,
      resultSchema: true,
    });
  });
  expectPattern(
    result,
    [
      `const __cfPattern_1 = __cfHelpers.pattern(function (__cf_pattern_input) {`,
      `    const row = __cf_pattern_input.key("element");`,
      `    const twice = row;`,
      `    return [twice];`,
      `}, true, true);`,
    ],
    `return state.key("items").flatMapWithPattern(__cfPattern_1, {});`,
  );
});

Deno.test("a pattern's parameter is canonicalised, SELF read from the input itself", () => {
  const fn = `({ title, owner: { name: who }, [SELF]: me, [NAME]: label, kind = "note" }: any) =>
  ({ title, who, me, label, kind })`;
  const result = rewrite(`${HEAD}export default pattern(${fn});\n`, (facts) => {
    const named = (text: string) => facts.find<ts.Identifier>(text);
    facts.lower(facts.find(fn), {
      kind: "pattern-body",
      parameter: {
        bound: [
          { name: named("title"), path: ["title"] },
          { name: named("who"), path: ["owner", "name"] },
          { name: named("me"), path: [facts.find("SELF", 1)], isSelf: true },
          { name: named("label"), path: [facts.find("NAME", 1)] },
          { name: named("kind"), path: ["kind"] },
        ],
        captured: NOTHING,
        keep: false,
      },
    });
  });
  expectBody(
    result,
    `exports.default = (0, commonfabric_1.pattern)(__cf_pattern_input => {`,
    `    const title = __cf_pattern_input.key("title");`,
    `    const who = __cf_pattern_input.key("owner", "name");`,
    `    const me = __cf_pattern_input[commonfabric_1.SELF];`,
    `    const label = __cf_pattern_input.key(commonfabric_1.NAME);`,
    `    const kind = __cf_pattern_input.key("kind");`,
    `    return ({ title, who, me, label, kind });`,
    `});`,
  );
});

Deno.test("a named function declaration can be the callback of a pattern", () => {
  const fn = "function body({ title }: any): any { return { title }; }";
  const result = rewrite(`${HEAD}${fn}\nexport default pattern(body);\n`, (facts) => {
    facts.lower(facts.find(fn), {
      kind: "pattern-body",
      parameter: {
        bound: [{ name: facts.find("title"), path: ["title"] }],
        captured: NOTHING,
        keep: false,
      },
    });
  });
  expectBody(
    result,
    `function body(__cf_pattern_input) {`,
    `    const title = __cf_pattern_input.key("title");`,
    `    return { title };`,
    `}`,
    `exports.default = (0, commonfabric_1.pattern)(body);`,
  );
});

Deno.test("functions given by name are called with what they would be given", () => {
  const source = `${HEAD}function event(e?: any): any { return e; }
export default pattern((state: any) => ({ a: computed(event), b: derive(state, event), c: action(event), d: state.map(event) }));
`;
  const result = rewrite(source, (facts) => {
    const fn = (index: number) => facts.find(`event`, index);
    facts.lower(facts.find("computed(event)"), lifted(fn(1), NOTHING));
    facts.lower(
      facts.find("derive(state, event)"),
      lifted(fn(2), NOTHING, {
        name: "__cfLift_2",
        input: { value: facts.find("state", 1), key: undefined },
      }),
    );
    facts.lower(facts.find("action(event)"), handler(fn(3), NOTHING));
    facts.lower(facts.find("state.map(event)"), {
      kind: "collection",
      name: "__cfPattern_1",
      receiver: facts.find("state", 2),
      method: "map",
      callback: fn(4),
      parameter: { bound: [], captured: NOTHING, keep: false },
      given: ["element", "index"],
      captures: NOTHING,
      argumentSchema: true,
      resultSchema: true,
    });
  });
  expectBody(
    result,
    `function event(e) { return e; }`,
    `const __cfLift_1 = __cfHelpers.lift(() => event(), false, { type: "number" });`,
    `const __cfLift_2 = __cfHelpers.lift(input => event(input), { type: "object" }, { type: "number" });`,
    `const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: {} }, event_1 => event(event_1));`,
    `const __cfPattern_1 = __cfHelpers.pattern(__cf_pattern_input => ` +
      `event(__cf_pattern_input.key("element"), __cf_pattern_input.key("index")), true, true);`,
    `exports.default = (0, commonfabric_1.pattern)((state) => ({ a: __cfLift_1(), b: __cfLift_2(state), ` +
      `c: __cfHandler_1({}), d: state.mapWithPattern(__cfPattern_1, {}) }));`,
  );
});

Deno.test("a this parameter is a type, and a default of the event stays", () => {
  const fn = "function (this: void, e: any = { n: 1 }) { return [e.n, state.a]; }";
  const result = inPattern(`return action(${fn} as any);`, (facts) => {
    facts.lower(
      facts.find(`action(${fn} as any)`),
      handler(facts.find(fn), captures({ state: captures({ a: "state.a" }) })),
    );
  });
  assert.match(
    result.body,
    /function \(e = \{ n: 1 \}, \{ state \}\) \{ return \[e\.n, state\.a\]; \}\);/,
  );
  assert.deepEqual(result.rejections, []);
});

Deno.test("a parameter of which nothing is bound disappears", () => {
  const result = rewrite(`${HEAD}export default pattern(({}: any) => ({}));\n`, (facts) => {
    facts.lower(facts.find("({}: any) => ({})"), {
      kind: "pattern-body",
      parameter: { bound: [], captured: NOTHING, keep: false },
    });
  });
  expectBody(result, `exports.default = (0, commonfabric_1.pattern)(() => ({}));`);
});

Deno.test("local destructuring reads each name from its root, or from a name for it", () => {
  const body = `const { a, b: { c } } = state, plain = 1;
const { d } = state.load(1);
return [a, c, plain, d];`;
  const result = inPattern(body, (facts) => {
    facts.destructure({
      statement: facts.find<ts.VariableStatement>("const { a, b: { c } } = state, plain = 1;"),
      declarations: [
        {
          kind: "bound",
          root: facts.find("state", 1),
          temporary: undefined,
          bound: [
            { name: facts.find("a"), path: ["a"] },
            { name: facts.find("c"), path: ["b", "c"] },
          ],
        },
        { kind: "plain", declaration: facts.find<ts.VariableDeclaration>("plain = 1") },
      ],
    });
    facts.nameCause(facts.find("state.load(1)"), "d");
    facts.destructure({
      statement: facts.find<ts.VariableStatement>("const { d } = state.load(1);"),
      declarations: [{
        kind: "bound",
        root: facts.find("state.load(1)"),
        temporary: "loaded",
        bound: [{ name: facts.find("d"), path: ["d"] }],
      }],
    });
  });
  expectPattern(
    result,
    [],
    `const a = state.key("a");`,
    `const c = state.key("b", "c");`,
    `const plain = 1;`,
    `const loaded = state.load(1).for("d", true);`,
    `const d = loaded.key("d");`,
    `return [a, c, plain, d];`,
  );
});

Deno.test("assert records its operands in order, and the outcome with the condition's text", () => {
  const call = "assert(() => state.list.length === 2)";
  const result = inPattern(`return ${call};`, (facts) => {
    facts.lower(
      facts.find(call),
      lifted(facts.find("() => state.list.length === 2"), captures({ state: "state" }), {
        assertion: {
          operands: [facts.find("state.list.length"), facts.find("2")],
          condition: facts.find("state.list.length === 2"),
        },
      }),
    );
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ state }) => {`,
      `    const parts = [];`,
      `    return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts, "state.list.length", state.list.length) === ` +
      `__cfHelpers.assertCapture(parts, "2", 2), "state.list.length === 2", parts);`,
      `}, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1({ state: state });`,
  );
});

Deno.test("every return of an assertion is recorded, with a free name for the parts", () => {
  const fn = `() => {
    const parts = state.list;
    if (!parts) return false;
    return parts.includes(state.x);
  }`;
  const result = inPattern(`return assert(${fn});`, (facts) => {
    facts.lower(
      facts.find(`assert(${fn})`),
      lifted(facts.find(fn), captures({ state: "state" }), {
        assertion: {
          operands: [facts.find("false")],
          condition: facts.find("false"),
          further: [{
            operands: [facts.find("parts", 2), facts.find("state.x")],
            condition: facts.find("parts.includes(state.x)"),
          }],
        },
      }),
    );
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ state }) => {`,
      `    const parts_1 = [];`,
      `    const parts = state.list;`,
      `    if (!parts)`,
      `        return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts_1, "false", false), "false", parts_1);`,
      `    return __cfHelpers.assertRecord(__cfHelpers.assertCapture(parts_1, "parts", parts)` +
      `.includes(__cfHelpers.assertCapture(parts_1, "state.x", state.x)), "parts.includes(state.x)", parts_1);`,
      `}, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1({ state: state });`,
  );
});

Deno.test("a callback that cannot take captures is a clear failure", () => {
  const attempt = (fn: string) => () =>
    inPattern(`return action(${fn});`, (facts) => {
      facts.lower(facts.find(`action(${fn})`), handler(facts.find(fn), captures({ a: "a" })));
    });
  assert.throws(attempt("(...all: any[]) => all"), /rest parameter leaves no place for captures/);
  assert.throws(attempt("(a: any, b: any) => b"), /more than one parameter/);
});

Deno.test("builders, callbacks and lifted expressions lead back to the authored text", () => {
  const fn = "() => state.price";
  const text = `\nconst total = computed(${fn});\nreturn { total, sum: state.a + 1 };`;
  const source = `${HEAD}export default pattern((state: any) => {\n${text}\n});\n`;
  const result = inPattern(text, (facts) => {
    facts.lower(
      facts.find(`computed(${fn})`),
      lifted(facts.find(fn), captures({ state: "state" })),
    );
    facts.lower(facts.find("state.a + 1"), {
      kind: "lifted-expression",
      name: "__cfLift_2",
      captures: captures({ state: "state" }),
      argumentSchema: true,
      resultSchema: true,
      options: {},
    });
  });
  const map = new TraceMap(result.map);
  const emitted = result.text.split("\n");
  const authored = source.split("\n");
  const at = (rows: readonly string[], needle: string) => {
    const row = rows.findIndex((line) => line.includes(needle));
    assert.notEqual(row, -1, needle);
    return { line: row + 1, column: rows[row]!.indexOf(needle) };
  };
  for (
    const [needle, origin] of [
      ["__cfHelpers.lift(({ state }) => state.price", "computed("],
      ["({ state }) => state.price", fn],
      ["__cfLift_1({", "computed("],
      ["__cfHelpers.lift(({ state }) => state.a", "state.a + 1"],
      ["({ state }) => state.a + 1", "state.a + 1"],
      ["__cfLift_2({", "state.a + 1"],
    ] as const
  ) {
    const { line, column } = originalPositionFor(map, at(emitted, needle));
    assert.deepEqual({ line, column }, at(authored, origin), needle);
  }
});
