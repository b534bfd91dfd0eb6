/** The rewrite of callbacks: computed values, handlers, functions given by name. */
import assert from "node:assert/strict";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { CaptureTree } from "../../lowering.ts";
import {
  expectBody,
  expectPattern,
  handler,
  HEAD,
  inPattern,
  lifted,
  NOTHING,
} from "./in-pattern.ts";
import { captures, type FactsByHand, rewrite } from "./rewriting-program.ts";

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

Deno.test("parameters beyond the one value are what they would be without captures", () => {
  const attempt = (fn: string) =>
    inPattern(`return action(${fn});`, (facts) => {
      facts.lower(facts.find(`action(${fn})`), handler(facts.find(fn), captures({ s: "state" })));
    });
  expectPattern(
    attempt("(...all: any[]) => [all, s]"),
    [
      `const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: {} }, (_event, { s }) => {`,
      `    var all = [_event];`,
      `    return [all, s];`,
      `});`,
    ],
    `return __cfHandler_1({ s: state });`,
  );
  expectPattern(
    attempt("(e: any, n: any, { m } = { m: e }, ...rest: any[]) => { return [n, m, rest]; }"),
    [
      `const __cfHandler_1 = __cfHelpers.handler(false, { type: "object", properties: {} }, (e, { s }) => {`,
      `    var n = undefined;`,
      `    var { m } = { m: e };`,
      `    var rest = [];`,
      `    return [n, m, rest];`,
      `});`,
    ],
    `return __cfHandler_1({ s: state });`,
  );
});

Deno.test("a computed value is given nothing for its parameters", () => {
  const fn = "(step = 2) => state.n + step";
  const result = inPattern(`return computed(${fn});`, (facts) => {
    facts.lower(
      facts.find(`computed(${fn})`),
      lifted(facts.find(fn), captures({ state: "state" })),
    );
  });
  expectPattern(
    result,
    [
      `const __cfLift_1 = __cfHelpers.lift(({ state }) => {`,
      `    var step = 2;`,
      `    return state.n + step;`,
      `}, { type: "object" }, { type: "number" });`,
    ],
    `return __cfLift_1({ state: state });`,
  );
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
