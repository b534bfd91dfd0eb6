/** Names that meet through stars, and circles of re-exports: one origin, several, or none. */
import assert from "node:assert/strict";
import { graphErrors, graphOf, keyOf } from "./support/graph.ts";

const star = (name: string): string => `__exportStar(require("./${name}"), exports);\n`;
const reexport = (from: string, imported: string, name: string): string =>
  `var ${from}_${name} = require("./${from}");\nObject.defineProperty(exports, "${name}", ` +
  `{ enumerable: true, get: function () { return ${from}_${name}.${imported}; } });\n`;
const use = 'const u_1 = require("./u");\nfunction used() { return u_1.x; }\n';

/** The exports of `u`, and what a reader of its `x` is told. */
function judged(modules: Readonly<Record<string, string>>): [string[], string[]] {
  const graph = graphOf({ main: use, ...modules });
  const errors = graphErrors(graph).map((error) => error.split(" ")[1]!);
  return [[...graph.graph.records.get(keyOf("u"))!.exports], [...new Set(errors)]];
}

const AMBIGUOUS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "two names of one module": {
    u: star("b") + star("d"),
    b: reexport("c", "p", "x"),
    d: reexport("c", "q", "x"),
    c: "exports.p = 1;\nexports.q = 2;",
  },
  "a namespace and a name of one module": {
    u: star("b") + star("d"),
    b: 'exports.x = __importStar(require("./c"));',
    d: reexport("c", "x", "x"),
    c: "exports.x = 1;",
  },
  "an ambiguous name and one of its origins": {
    u: star("v") + star("b"),
    v: star("b") + star("d"),
    b: "exports.x = 1;",
    d: "exports.x = 2;",
  },
  "one of the origins and an ambiguous name": {
    u: star("b") + star("v"),
    v: star("d") + star("b"),
    b: "exports.x = 1;",
    d: "exports.x = 2;",
  },
};

for (const [what, modules] of Object.entries(AMBIGUOUS)) {
  Deno.test(`${what} are ambiguous`, () => {
    assert.deepEqual(judged(modules), [[], ["graph:ambiguous-export"]]);
  });
}

Deno.test("one namespace and one name by two ways are one origin", () => {
  const namespace = 'exports.x = __importStar(require("./c"));';
  const both = { u: star("b") + star("d"), b: namespace, d: namespace, c: "exports.y = 1;" };
  assert.deepEqual(judged(both), [["x"], []]);
  const name = reexport("c", "y", "x");
  assert.deepEqual(judged({ ...both, b: name, d: name }), [["x"], []]);
});

Deno.test("a circle of re-exports is told from a chain that ends at no name", () => {
  const chain = { u: reexport("b", "y", "x"), b: reexport("c", "z", "y") };
  assert.deepEqual(judged({ ...chain, c: reexport("u", "x", "z") })[1], ["graph:circular-export"]);
  assert.deepEqual(judged({ ...chain, c: "exports.other = 1;" })[1], ["graph:no-export"]);
  assert.deepEqual(judged({ ...chain, c: "exports.z = 1;" }), [["x"], []]);
});
