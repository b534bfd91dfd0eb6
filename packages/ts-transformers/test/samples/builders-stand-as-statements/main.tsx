import { computed, lift, pattern, Writable } from "commonfabric";
const log = lift((x: { n: number }) => console.log(x.n));
export default pattern<{ n: number; seen: Writable<boolean> }>(({ n, seen }) => {
  computed(() => {
    if (!seen.get() && n > 2) seen.set(true);
  });
  log({ n });
  void n;
  return { seen };
});
