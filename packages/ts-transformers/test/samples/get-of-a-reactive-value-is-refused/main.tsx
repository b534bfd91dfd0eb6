import { computed, pattern } from "commonfabric";
export default pattern<{ names: string[] }>(({ names }) => {
  const total = computed(() => names.length);
  // @ts-expect-error a number has no get
  return { total: total.get() };
});
