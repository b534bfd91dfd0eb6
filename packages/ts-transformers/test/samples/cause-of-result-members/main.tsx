import { computed, ifElse, pattern, Writable } from "commonfabric";
export default pattern<{ n: number; on: boolean }>(({ n, on }) => ({
  direct: computed(() => n + 1),
  nested: { deep: { value: n * 2 } },
  list: [n + 1, new Writable(0)],
  call: ifElse(on, n * 3, computed(() => n * 4)),
}));
