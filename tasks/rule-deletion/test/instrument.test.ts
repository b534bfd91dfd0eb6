/** Which deletions the operators find, and that an instrumented source is the source. */
import assert from "node:assert/strict";
import { instrument } from "../instrument.ts";
import { seededSample } from "../seeded-sample.ts";

function alternatives(text: string, refusals: Record<string, string> = {}): string[] {
  return instrument({ file: "a.ts", text }, 0, refusals).mutants.map(({ kind, form, text }) =>
    form === "expression" ? `${kind}: ${text}` : kind
  );
}

const ROWS: readonly [source: string, expected: readonly string[]][] = [
  ["function f(a) { if (a) refuse(a); }", ["never: false", "always: true"]],
  ["function f(a) { refuse(a); done(); }", ["call deleted", "call deleted"]],
  ["function f(a) { for (const b of a) throw b; }", ["loop skipped: []", "throw deleted"]],
  ["const f = (a, b) => a && b && g(a || b);", [
    "operand dropped: b && g(a || b)",
    "operand dropped: a && g(a || b)",
    "operand dropped: a && b",
    "operator swapped: (a) || (b) || (g(a || b))",
    "operand dropped: b",
    "operand dropped: a",
    "operator swapped: (a) && (b)",
  ]],
  ["const f = (a) => !a;", ["negation dropped: a"]],
  ["const f = (a) => a > LIMITS.b;", ["off by one: a >= LIMITS.b"]],
  ["const f = (a) => a.every(g);", ["test of all passes: true"]],
  ["const f = (a) => a.some(g);", ["test of some fails: false"]],
  ["const f = (a) => a?.b.some(g);", []],
  ["const f = (a) => Object.freeze(a);", ["left unfrozen: a"]],
  ["const NAMES = [a, b];", ["entry deleted", "entry deleted"]],
  ["const f = () => [a, b];", []],
  ["const LIMITS = { depth: 500 };", ["limit raised: 1000 * (500)"]],
  ["const TABLE = { a: f };", ["entry deleted"]],
  ["const OPTIONS = { strict: true };", ["switch turned: false"]],
  ["function f(a) { switch (a) { case 'x': g(); h(); } }", [
    "case deleted: NaN",
    "call deleted",
    "call deleted",
  ]],
  ["const f = () => /^a|[bc]/;", [
    "expression loosened: /a|[bc]/",
    "expression loosened: /^a|[c]/",
    "expression loosened: /^a|[b]/",
    "expression loosened: /[]|[bc]/",
    "expression loosened: /^a|[]/",
  ]],
  ["const f = () => /[\\p{ID_Start}\\u{10}-\\u{20}]/u;", [
    "expression loosened: /[\\u{10}-\\u{20}]/u",
    "expression loosened: /[\\p{ID_Start}]/u",
  ]],
  ["const f = () => /(?<!\\w)a/;", ["expression loosened: /a/"]],
  ["function f(a) { return new RangeError(a ? 'x' : 'y'); }", []],
  ["type A = true; interface B { c: false }", []],
];

for (const [source, expected] of ROWS) {
  Deno.test(`deletions of ${source}`, () => assert.deepEqual(alternatives(source), expected));
}

Deno.test("a refusal that is a value accepts instead", () => {
  assert.deepEqual(
    alternatives("const f = (a) => refusal(a);", { refusal: "'data'" }),
    ["refusal accepts: 'data'"],
  );
});

Deno.test("an instrumented source keeps its lines and all of its own text", () => {
  const text = "// header\nfunction f(a) {\n  if (a > LIMITS.b) return a;\n  g(a);\n}\n";
  const { text: instrumented, mutants } = instrument({ file: "a.ts", text }, 7);
  assert.deepEqual(mutants.map(({ id, line }) => [id, line]), [[7, 3], [8, 3], [9, 3], [10, 4]]);
  const lines = instrumented.split("\n");
  assert.equal(
    lines[2],
    "  if ((cfRule.is(7) ? (false) : (cfRule.is(8) ? (true) : " +
      "(cfRule.is(9) ? (a >= LIMITS.b) : a > LIMITS.b)))) return a;",
  );
  assert.equal(lines[3], "  { if (!cfRule.is(10)) g(a); }");
  assert.equal(lines.length, text.split("\n").length);
});

Deno.test("a sample keeps order, has its size, and is repeated by its seed", () => {
  const items = Array.from({ length: 100 }, (_, at) => at);
  const sample = seededSample(items, 10, 3);
  assert.equal(sample.length, 10);
  assert.deepEqual(sample, sample.toSorted((a, b) => a - b));
  assert.deepEqual(seededSample(items, 10, 3), sample);
  assert.notDeepEqual(seededSample(items, 10, 4), sample);
});
