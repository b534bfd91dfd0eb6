/** What is read must be in the declared type: each refusal with its accepted near miss. */
import assert from "node:assert/strict";
import { findings } from "./emitted-schemas.ts";

interface Row {
  readonly text: string;
  /** What the one finding says; `undefined`: there is none. */
  readonly finding: RegExp | undefined;
}

const ROWS: readonly Row[] = [
  {
    text: "export const f = lift((x: unknown) => (x as { a: string }).a);",
    finding: /^schema:unknown-type-access `lift` reads `a` of `x`/,
  },
  { text: "export const f = lift((x: any): string => x.a);", finding: undefined },
  {
    text: "function f(x: unknown) { return (x as { a: string }).a; } export const g = lift(f);",
    finding: undefined,
  },
  {
    text:
      "export const f = lift((x: { u: unknown; v: string }) => (x.u as { a: string }).a + x.v);",
    finding: /^schema:unknown-type-access `lift` reads `a` of `x.u`/,
  },
  {
    text: "export const f = lift((x: { row: { u: unknown } }) => (x.row.u as { a: string }).a);",
    finding: undefined,
  },
  {
    text: "export const f = lift((x: { id: string }) => (x as any).name as string);",
    finding: /^schema:path-not-in-type `lift` reads `name` of `x`/,
  },
  { text: "export const f = lift((x: { id: string }) => x.id);", finding: undefined },
  {
    text: "export const f = lift((x: { id: string } | { name: string }) => (x as any).name);",
    finding: undefined,
  },
  {
    text: "export const f = lift((x: { id: string } | undefined) => x?.id);",
    finding: undefined,
  },
  { text: "export const f = lift((x: string[]) => x[0] + x.length);", finding: undefined },
  {
    text: "type A = { id: string }; type B = A; export const f = lift((x: B) => x.id);",
    finding: undefined,
  },
  { text: "export const f = lift((x: { id: string }) => JSON.stringify(x));", finding: undefined },
  {
    text: "export const f = lift((x: Record<string, number>) => x.anything + 1);",
    finding: undefined,
  },
  {
    text: `function total(x: { id: string }) { return (x as any).total as number; }
      export const f = lift((x: { id: string }) => total(x));`,
    finding: /^schema:path-not-in-type `lift` reads `total` of `x`/,
  },
  {
    text: "export const f = lift((x: { go: () => number; n: number }) => x.go());",
    finding: /^schema:function-in-data /,
  },
  {
    text: "export const f = lift((x: { go: () => number; n: number }) => x.n);",
    finding: undefined,
  },
  {
    text:
      "export const h = handler<unknown, { n: Writable<number>; u: unknown }>((_, s) => { s.n.set((s.u as { a: number }).a); });",
    finding: /^schema:unknown-type-access `handler` reads `a` of `s.u`/,
  },
  {
    text: "export default pattern<{ u: unknown }>(({ u }) => ({ a: computed(() => String(u)) }));",
    finding: /^reactive-capture:unknown-type `u` is captured/,
  },
  {
    text:
      "export default pattern<{ u: unknown; v: string }>(({ u, v }) => ({ a: computed(() => equals(u, v)) }));",
    finding: undefined,
  },
  {
    text: "export default pattern<{ u: any }>(({ u }) => ({ a: computed(() => u.x + 1) }));",
    finding: undefined,
  },
  {
    text: "export const f = lift((x: Map<string, number>) => x.size);",
    finding: /^schema:unsupported-type `Map<string, number>` cannot cross `lift`/,
  },
  {
    text: "export default pattern<{ a: number | Default<1> }>(({ a = 2 }) => ({ a }));",
    finding: /^schema:invalid-default The default of `a`/,
  },
  {
    text: "export default pattern<{ a: number | Default<1> }>(({ a = 1 }) => ({ a }));",
    finding: undefined,
  },
];

for (const { text, finding } of ROWS) {
  Deno.test(`${finding === undefined ? "accepted" : "refused"}: ${text}`, () => {
    const found = findings(text).filter((one) => !one.startsWith("mergeable-push"));
    if (finding === undefined) return assert.deepEqual(found, []);
    assert.match(found[0] ?? "", finding);
    assert.equal(found.length, 1, found.join("\n"));
  });
}
