import { computed, pattern, wish } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => {
  const found = wish<string[]>({ query: "#tags" }).result;
  return { found, twice: computed(() => ({ deep: { value: n * 2 } })).deep.value };
});
