import { computed, pattern } from "commonfabric";
const Child = pattern<{ a: number; list: { n: number }[]; text?: string }, { sum: number }>((
  { a, list },
) => ({ sum: computed(() => a + list.length) }));
export default pattern<{ n: number; on: boolean; name: string }>(({ n, on, name }) => {
  const child = Child({ a: n + 1, list: [{ n }, { n: n * 2 }], text: on ? name : undefined });
  return { sum: child.sum, more: child.sum + n };
});
