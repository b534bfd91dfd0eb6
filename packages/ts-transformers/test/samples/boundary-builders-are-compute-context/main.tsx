import { action, computed, handler, lift, pattern, Writable } from "commonfabric";
const double = lift((x: { n: number }) => {
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += x.n;
  return sum;
});
const reset = handler<{ to: number }, { n: Writable<number> }>((event, { n }) => {
  if (event.to < 0) return;
  n.set(event.to);
});
export default pattern<{ n: Writable<number>; list: number[] }>(({ n, list }) => {
  const most = computed(() => {
    let top = 0;
    for (const one of list) if (one > top) top = one;
    return top && list.map((one) => one ?? 0).length > 1 ? top : -1;
  });
  const clear = action(() => {
    if (n.get() > 0 && list.length > 0) n.set(0);
  });
  return { most, clear, double: double({ n }), reset: reset({ n }) };
});
