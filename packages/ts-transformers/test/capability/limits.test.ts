/** The limits of the analysis, and that its time grows with the program only. */
import assert from "node:assert/strict";
import { analyseFiles, lineOf } from "./summaries.ts";

const chain = (length: number, name = "a") => Array.from({ length }, () => name).join(".");

Deno.test("a path longer than 16 segments becomes a wildcard at segment 16", () => {
  const { summary } = analyseFiles(`
    interface Link { a: Link; text: string }
    export function within(i: Link) { return i.${chain(15)}.text; }
    export function beyond(i: Link) { return i.${chain(16)}.text; }
    export function written(i: Link) { i.${chain(16)}.text = "x"; }`);
  assert.equal(lineOf(summary("within").roots[0]!), `reads ${chain(15)}.text`);
  assert.equal(lineOf(summary("beyond").roots[0]!), `wildcards ${chain(16)}`);
  assert.equal(
    lineOf(summary("written").roots[0]!),
    `writes ${chain(16)}; wildcards ${chain(16)}`,
  );
});

Deno.test("more than 256 paths of a root become a wildcard at their common prefix", () => {
  const members = (count: number) => Array.from({ length: count }, (_, n) => `m${n}`);
  const body = (count: number) => members(count).map((name) => `i.deep.${name}`).join(" + ");
  const { summary } = analyseFiles(`
    interface In { deep: { ${members(300).map((name) => `${name}: number`).join(";")} } }
    export function within(i: In) { return ${body(256)}; }
    export function beyond(i: In) { return ${body(257)}; }
    export function written(i: In) { i.deep.m299 = ${body(257)}; }`);
  assert.equal(summary("within").roots[0]!.reads.length, 256);
  assert.equal(lineOf(summary("beyond").roots[0]!), "wildcards deep");
  assert.equal(lineOf(summary("written").roots[0]!), "writes deep; wildcards deep");
});

Deno.test("a chain of more than 32 calls counts as unknown", () => {
  const functions = Array.from(
    { length: 40 },
    (_, n) =>
      `export function f${n}(x: Link): string { return ${n === 0 ? "x.text" : `f${n - 1}(x)`}; }`,
  );
  const { summary } = analyseFiles(`
    interface Link { text: string; other: string }
    ${functions.join("\n")}
    export function near(i: { x: Link }) { return f30(i.x); }
    export function far(i: { x: Link }) { return f31(i.x); }
    export function beyond(i: { x: Link }) { return f39(i.x); }`);
  assert.equal(lineOf(summary("near").roots[0]!), "reads x.text");
  assert.equal(lineOf(summary("far").roots[0]!), "wildcards x");
  assert.equal(lineOf(summary("beyond").roots[0]!), "wildcards x");
});

/** The best of several times, in milliseconds, of a task on a program of `size` functions. */
function bestTime(text: string, ask: string): number {
  const times = [1, 2, 3].map(() => {
    const { summary, program } = analyseFiles(text);
    program.getSemanticDiagnostics();
    const start = performance.now();
    summary(ask);
    return performance.now() - start;
  });
  return Math.min(...times);
}

Deno.test("functions that call each other twice are walked once", () => {
  // Substituting by walking again would double with each function.
  const text = (size: number) =>
    `interface In { a: string; b: In }
     function f0(x: In): string { return x.a; }
     ${
      Array.from({ length: size }, (_, n) =>
        `function f${
          n + 1
        }(x: In): string { return f${n}(x) + [x].map((y) => f${n}(y)).join() + f${n}(x); }`)
        .join("\n")
    }`;
  assert.ok(bestTime(text(25), "f25") < 1000);
});

Deno.test("nested callbacks, long operator chains and long bodies take linear time", () => {
  const nest = (depth: number): string =>
    depth === 0
      ? "i.name"
      : `i.items.map((x${depth}) => ${nest(depth - 1)} + x${depth}.name).join()`;
  const text = `interface In { name: string; items: { name: string }[] }
    export function nested(i: In) { return ${nest(20)}; }
    export function operators(i: In) { return ${"i.name + ".repeat(1000)} ""; }
    export function body(i: In) { ${
    Array.from({ length: 200 }, (_, n) => `const v${n} = ${n === 0 ? "i" : `v${n - 1}`};`).join(
      "\n",
    )
  } return v199.name; }`;
  for (const name of ["nested", "operators", "body"]) assert.ok(bestTime(text, name) < 3000, name);
  const { summary } = analyseFiles(text);
  assert.equal(lineOf(summary("nested").roots[0]!), "reads items.*.name name");
  assert.equal(lineOf(summary("body").roots[0]!), "reads name");
});

Deno.test("names that feed each other in a loop end as a wildcard", () => {
  const { summary } = analyseFiles(`
    interface Node { left?: Node; right?: Node; label: string }
    declare function foreign(text: string): void;
    export function walk(i: { root: Node; other: string }) {
      let at: Node | undefined = i.root;
      let last: Node | undefined;
      while (at) {
        foreign(at.label);
        last = at;
        at = last.left ?? last.right;
      }
      return i.other;
    }
    export function queue(i: { root: Node }) {
      const open = [i.root];
      while (open.length > 0) {
        const next = open.pop()!;
        foreign(next.label);
        if (next.left) open.push(next.left);
      }
    }`);
  assert.equal(lineOf(summary("walk").roots[0]!), "reads other; wildcards root");
  assert.equal(lineOf(summary("queue").roots[0]!), "wildcards root");
});

Deno.test("programs full of errors are analysed without throwing", () => {
  const { summary } = analyseFiles(`
    export function f(i, ...) { return missing(i.a).b[i.c] + i.#p; const { x: { y } = 1 } = ; }
    export function g({ a: { b }, ...c }: Nope) { return f(b, ...c) ?? g; for (const of b) {} }
    export function h(i: any) { const a = () => a(i.x); const o = { a, o }; return o.a; }`);
  for (const name of ["f", "g", "h"]) assert.ok(summary(name).roots.length > 0);
});
