import assert from "node:assert/strict";
import plugin from "../plugin.ts";

const HEADER = "/** Role. */\n";

/** [rule, file, refused text, accepted text] */
const rows: [string, string, string, string][] = [
  ["one-evaluator", "packages/runner/engine/a.ts", "c.evaluate('1');", "c.evaluation('1');"],
  ["one-evaluator", "packages/runner/engine/a.ts", "c?.['evaluate'];", "c?.['evaluation'];"],
  [
    "one-evaluator",
    "packages/runner/engine/a.ts",
    "const { x = c.importNow } = o;",
    "const { x = c.load } = o;",
  ],
  ["one-evaluator", "packages/runner/engine/a.ts", "new Function('1');", "f('1');"],
  ["one-evaluator", "packages/runner/engine/a.ts", "const F = Function;", "Function.prototype;"],
  ["one-evaluator", "packages/runner/engine/a.ts", "eval('1');", "o.eval;"],
  ["one-evaluator", "packages/runner/engine/a.ts", "(0, eval)('1');", "const o = { eval: 1 };"],
  [
    "one-evaluator",
    "packages/runner/engine/a.ts",
    "Reflect.construct(Function, ['1']);",
    "let f: Function;",
  ],
  ["one-evaluator", "packages/runner/engine/a.ts", "import(x);", "load(x);"],
  ["one-evaluator", "packages/runner/engine/a.ts", "new Worker(x);", "new Map(x);"],
  ["one-evaluator", "packages/runner/engine/a.ts", "setTimeout('1', 1);", "setTimeout(f, 1);"],
  [
    "one-evaluator",
    "packages/runner/engine/a.ts",
    'import vm from "node:vm";',
    'import util from "node:util";',
  ],
  ["powers-in-powers-files", "packages/storage/a.ts", "Deno.cwd();", "host.cwd();"],
  ["powers-in-powers-files", "packages/storage/a.ts", "fetch('x');", "host.fetch('x');"],
  [
    "powers-in-powers-files",
    "packages/storage/a.ts",
    'import * as fs from "node:fs";',
    'import * as p from "node:path/posix";',
  ],
  ["no-ambient-time-or-random", "packages/runner/a.ts", "Date.now();", "ports.nowMs();"],
  ["no-ambient-time-or-random", "packages/runner/a.ts", "new Date();", "new Date(0);"],
  ["no-ambient-time-or-random", "packages/runner/a.ts", "Math.random();", "Math.min();"],
  ["no-default-sort", "packages/runner/a.ts", "xs.sort();", "xs.sort(compareUtf8);"],
  ["no-default-sort", "packages/runner/a.ts", "a.localeCompare(b);", "compareUtf8(a, b);"],
  [
    "typescript-stays-lazy",
    "packages/runner/a.ts",
    'import ts from "typescript";',
    'import type ts from "typescript";',
  ],
  [
    "no-top-level-arrow",
    "packages/runner/a.ts",
    "export const f = () => 1;",
    "export function f() {}",
  ],
  [
    "deno-by-name",
    "integration/test/a.test.ts",
    "new Deno.Command(Deno.execPath());",
    'new Deno.Command("deno");',
  ],
  ["ascii-source", "packages/runner/a.ts", "const s = '\u00e9';", "const s = '\\u00e9';"],
  ["no-diary", "packages/runner/a.ts", "// kept for now\n", "// kept for the reader\n"],
];

function found(rule: string, file: string, text: string): boolean {
  const diagnostics = Deno.lint.runPlugin(plugin, file, text);
  return diagnostics.some((diagnostic) => diagnostic.id === `cf/${rule}`);
}

for (const [index, [rule, file, refused, accepted]] of rows.entries()) {
  Deno.test(`${rule} refuses its row ${index} and accepts the neighbour`, () => {
    assert.equal(found(rule, file, HEADER + refused), true);
    assert.equal(found(rule, file, HEADER + accepted), false);
  });
}

Deno.test("header-sentence wants a leading comment in shipped files only", () => {
  assert.equal(found("header-sentence", "packages/runner/a.ts", "const a = 1;"), true);
  assert.equal(found("header-sentence", "packages/runner/a.ts", HEADER + "const a = 1;"), false);
  assert.equal(found("header-sentence", "packages/runner/test/a.test.ts", "const a = 1;"), false);
});

Deno.test("powers files may touch the platform, the evaluator may evaluate", () => {
  assert.equal(
    found("powers-in-powers-files", "packages/storage/sqlite-powers.ts", HEADER + "Deno.cwd();"),
    false,
  );
  const evaluator = "packages/runner/sandbox/evaluate-in-compartment.ts";
  assert.equal(found("one-evaluator", evaluator, HEADER + "c.evaluate('1');"), false);
});
