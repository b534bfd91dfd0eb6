/** Types and defaults without a schema give a coded problem, their near misses none. */
import assert from "node:assert/strict";
import type { SchemaProblem } from "@commonfabric/schema-generator";
import { schemasOf } from "./schemas-of.ts";

/** `Code: part of the parameters` of each problem. */
function problemsOf(texts: readonly string[]): readonly string[] {
  return schemasOf(texts.map((text) => ({ text }))).map(({ problems }) =>
    problems.map(({ code, params }) => `${code} ${Object.values(params).join(" | ")}`).join("\n")
  );
}

function assertProblems(table: readonly (readonly [text: string, expected: RegExp | ""])[]): void {
  const found = problemsOf(table.map(([text]) => text));
  table.forEach(([text, expected], n) => {
    if (expected === "") assert.equal(found[n], "", text);
    else assert.match(found[n] ?? "", expected, text);
  });
}

Deno.test("types without a schema say what to write instead", () => {
  assertProblems([
    ["type T = Map<string, number>;", /unsupported-type Map<string, number> .*Record<string, V>/],
    ["type T = { a: Set<string> };", /unsupported-type Set<string> .*T\[\]/],
    ["type T = { a: WeakMap<object, string>; b: WeakSet<object> };", /WeakMap[^]*WeakSet/],
    ["type T = { a: Promise<string> };", /unsupported-type Promise<string> .*awaited/],
    ["type T = { a: RegExp };", /unsupported-type RegExp/],
    ["type T = { a: symbol };", /unsupported-type symbol .*a string/],
    ["type T = { a: Cell<Stream<number>> };", /unsupported-type Stream<number, void> .*Stream<T>/],
    ["type T = { a: Stream<Cell<number>> };", ""],
    ["type A = B; type B = A; type T = { a: A };", /unsupported-type A .*another name/],
    ["type A = { a?: A }; type T = A;", ""],
    ["interface Map<K, V> { k: K; v: V } type T = Map<string, number>;", ""],
    ["type T = { f: (m: Map<string, number>) => void };", ""],
  ]);
});

Deno.test("a scope holds for a whole field, once", () => {
  assertProblems([
    ["type T = { a: PerUser<string> | undefined };", /unsupported-type .*`\?`/],
    ["type T = { a: PerUser<string> | number };", /unsupported-type .*inside the wrapper/],
    ["type T = { a: PerUser<PerSpace<string>> };", /unsupported-type .*one scope/],
    ["type T = { a?: PerUser<string> };", ""],
    ["type T = { a: PerUser<string | undefined>; b: PerUser<string | number | null> };", ""],
    ["type T = { a: PerUser<Cell<PerSpace<string>>> };", ""],
  ]);
});

Deno.test("a label that is not literal is never dropped", () => {
  assertProblems([
    ["type T = { a: Confidential<string, [string]> };", /unsupported-type .*literal/],
    ['type T = { a: Confidential<string, ["a"]> };', ""],
  ]);
});

Deno.test("defaults that cannot be used are refused, with what to write", () => {
  const big = JSON.stringify("x".repeat(70_000));
  assertProblems([
    ['type T = { a: number | Default<"x"> };', /invalid-default a \| .*not assignable/],
    ["type T = { a: { b: number | Default<1> | Default<2> } };", /invalid-default a\.b .*two/],
    ["type T = { a: Default<undefined> };", /invalid-default a .*JSON/],
    ["type T = { a: Default<number> };", /invalid-default a .*not a literal/],
    ["type T = { a: string | Default<null> };", /invalid-default a /],
    ["type T = { a: string | null | Default<null> };", ""],
    [
      'declare const r: { a: string | null | Default<null> }; const o = { b: r.a ?? "x" }; type T = typeof o;',
      "",
    ],
    ["type T = { a: { x: 1; y: 2 } | Default<{ x: 1 }> };", /invalid-default a .*DeepDefault/],
    ["type T = { a: { x: 1; y: 2 } | DeepDefault<{ x: 1 }> };", ""],
    ["type T = { a: { x: 1 } | DeepDefault<{ z: 1 }> };", /invalid-default a .*`z`/],
    ["type T = { a: { x: 1; y: 2 } | Default<{}> };", /invalid-default a .*DeepDefault/],
    ["type T = { a: Record<string, 1> | Default<{}> };", ""],
    [
      "const N = Math.random(); type T = { a: Default<number, typeof N> };",
      /invalid-default a .*`N`/,
    ],
    ["const N = 1 as number; type T = { a: Default<number, typeof N> };", ""],
    ["const N = -0 as number; type T = { a: Default<number, typeof N> };", /JSON value/],
    ["const F = { f() {} }; type T = { a: Default<object, typeof F> };", /invalid-default/],
    [`type T = { a: string | Default<${big}> };`, /invalid-default a .*64 KiB/],
  ]);
});

Deno.test("a problem is placed at the member that has it, if that is in the asking module", () => {
  const [made] = schemasOf([{ text: "type T = { a: string; b: Map<string, 1> };" }]);
  const [problem] = made?.problems as readonly SchemaProblem[];
  assert.equal(problem?.node.getText(), "b: Map<string, 1>;".replace(";", ""));
});

Deno.test("each limit holds just below and fails just above", () => {
  const nested = (levels: number) => `${"{ a: ".repeat(levels)}1${" }".repeat(levels)}`;
  const list = (count: number, of: (n: number) => string, by: string) =>
    Array.from({ length: count }, (_, n) => of(n)).join(by);
  const members = (count: number) => `{ ${list(count, (n) => `p${n}: 1`, "; ")} }`;
  const objects = (count: number) => list(count, (n) => `{ k${n}: 1 }`, " | ");
  const literals = (count: number) => list(count, (n) => `"v${n}"`, " | ");
  const long = (length: number) => `"${"x".repeat(length)}"`;
  assertProblems([
    [`type T = ${nested(64)};`, ""],
    [`type T = ${nested(65)};`, /limit-exceeded 65 \| levels/],
    [`type T = ${members(2_000)};`, ""],
    [`type T = ${members(2_001)};`, /limit-exceeded 2001 \| properties \| 2000/],
    [`type T = ${objects(512)};`, ""],
    [`type T = ${objects(513)};`, /limit-exceeded 513 \| union members \| 512/],
    [`type T = ${literals(2_000)};`, ""],
    [`type T = ${literals(2_001)};`, /limit-exceeded 2001 \| enum values \| 2000/],
    [`type T = { a: ${long(262_000)} };`, ""],
    [`type T = { a: ${long(262_144)} };`, /limit-exceeded \d+ \| bytes \| 262144/],
    ["type Box<X> = { inner: Box<Box<X>> }; type T = Box<string>;", /limit-exceeded/],
  ]);
});
