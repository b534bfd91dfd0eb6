/** The rewrite of list callbacks, parameters of patterns, and local destructuring. */
import type ts from "typescript";
import { expectBody, expectPattern, HEAD, inPattern, NOTHING } from "./in-pattern.ts";
import { captures, rewrite } from "./rewriting-program.ts";

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
