import { handler, pattern, Writable } from "commonfabric";
export default pattern<{ n: Writable<number>; title: string }>(({ n, title }) => {
  const reset = handler<void, { n: Writable<number> }>((_, state) => state.n.set(0));
  const Inner = pattern<{ a: string }>(({ a }) => ({ both: `${a}${title}` }));
  return { reset: reset({ n }), inner: Inner({ a: "x" }) };
});
