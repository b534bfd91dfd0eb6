/** Programs of the runtime benchmarks: small graphs whose every run can be counted. */

/** Lifts that all read one cell. */
export function fanOut(count: number): string {
  const outputs = numbered(count, (index) => `r${index}: add({ n, by: ${index} })`);
  return `import { lift, pattern } from "commonfabric";
const add = lift(({ n, by }: { n: number; by: number }) => n + by);
export default pattern<{ n: number }>(({ n }) => ({ ${outputs.join(", ")} }));
`;
}

/** Lifts in a row: each adds one to what the one before gives. */
export function chain(length: number): string {
  const steps = numbered(
    length,
    (index) => `  const c${index} = increment(${index === 0 ? "n" : `c${index - 1}`});`,
  );
  return `import { lift, pattern } from "commonfabric";
const increment = lift((n: number) => n + 1);
export default pattern<{ n: number }>(({ n }) => {
${steps.join("\n")}
  return { result: c${length - 1} };
});
`;
}

/** Diamonds in a row: two lifts read one value, and a third joins them. */
export function diamonds(count: number): string {
  const steps = numbered(count, (index) => {
    const from = index === 0 ? "n" : `join${index - 1}`;
    return `  const left${index} = add({ n: ${from}, by: 1 });
  const right${index} = add({ n: ${from}, by: 2 });
  const join${index} = larger({ a: left${index}, b: right${index} });`;
  });
  return `import { lift, pattern } from "commonfabric";
const add = lift(({ n, by }: { n: number; by: number }) => n + by);
const larger = lift(({ a, b }: { a: number; b: number }) => Math.max(a, b));
export default pattern<{ n: number }>(({ n }) => {
${steps.join("\n")}
  return { result: join${count - 1} };
});
`;
}

/** One instance of a nested pattern per element. */
export const MAPPED_LIST = `import { pattern } from "commonfabric";
export default pattern<{ items: { value: number }[] }>(({ items }) => ({
  rows: items.map((item) => ({ double: item.value * 2 })),
}));
`;

/** A counter whose handler reads and writes one cell. */
export const COUNTER = `import { Default, pattern, handler, Stream, Writable } from "commonfabric";
const add = handler<{ by: number }, { count: Writable<number> }>(({ by }, { count }) => {
  count.set(count.get() + by);
});
interface Output { count: number; double: number; add: Stream<{ by: number }> }
export default pattern<{ count: number | Default<0> }, Output>(({ count }) => ({
  count,
  double: count * 2,
  add: add({ count }),
}));
`;

function numbered(count: number, text: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => text(index));
}
