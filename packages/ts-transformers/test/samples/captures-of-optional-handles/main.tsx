import { computed, type Default, handler, pattern, UI, Writable } from "commonfabric";
interface Input { a?: Writable<Default<string[], []>>; b?: Default<string[], []>; c?: Writable<string[] | Default<[]>>; d?: string[] | Default<[]>; e?: Writable<number>; f: Writable<Default<number, 1>> }
const h = handler<void, { a: Writable<string[]> }>((_, { a }) => a.push("x"));
export default pattern<Input>(({ a, b, c, d, e, f }) => ({
  a: computed(() => a.get().length), b: computed(() => b.length), c: computed(() => c.get().length), d: computed(() => d.length), e: computed(() => e?.get()), f: computed(() => f.get()),
  h: h({ a }), [UI]: <ul>{b.map((x) => <li onClick={() => a.push(x)}>{x}</li>)}</ul>,
}));
