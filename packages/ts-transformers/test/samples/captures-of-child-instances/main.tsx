import { action, computed, pattern, UI, Writable } from "commonfabric";
const Counter = pattern<{ start: Writable<number> }, { count: number }>(({ start }) => ({
  count: computed(() => start.get() + 1),
}));
export default pattern<{ n: Writable<number> }>(({ n }) => {
  const counter = Counter({ start: n });
  const double = computed(() => counter.count * 2);
  const reset = action(() => n.set(counter.count));
  return { double, reset, [UI]: <p>{counter.count + 1}</p> };
});
