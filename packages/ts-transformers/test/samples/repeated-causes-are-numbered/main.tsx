import { computed, pattern, Writable } from "commonfabric";
export default pattern<{ n: number; on: boolean }>(({ n, on }) => {
  const x = computed(() => n + 1);
  {
    const x = computed(() => n + 2);
    void x;
  }
  return {
    x,
    pick: on ? new Writable(1) : new Writable(2),
  };
});
