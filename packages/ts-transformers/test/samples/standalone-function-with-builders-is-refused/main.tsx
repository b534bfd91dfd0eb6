import { computed, pattern } from "commonfabric";
function helper(n: number) {
  return computed(() => n + 1);
}
export default pattern<{ n: number }>(({ n }) => ({ m: helper(n) }));
