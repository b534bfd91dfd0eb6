import { action, computed, handler, lift, pattern, UI, Writable } from "commonfabric";
const unused = lift((n: number) => n);
export const again = unused;
const bump = handler<void, { n: Writable<number> }>((_, { n }) => n.increment(1));
const Inner = pattern<{ n: Writable<number> }>(({ n }) => ({
  up: bump({ n }),
  reset: action(() => n.set(LATER)),
}));
export const Other = pattern<{ rows: number[] }>(({ rows }) => ({
  [UI]: <p>{rows.map((row) => <b>{row + 1}</b>)}</p>,
}));
const LATER = 5;
export default pattern<{ n: Writable<number> }>(({ n }) => ({
  inner: Inner({ n }),
  now: computed(() => n.get()),
}));
