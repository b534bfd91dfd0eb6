import { computed, pattern } from "commonfabric";
const FACTOR = 2;
export default pattern<{ n: number }>(({ n }) => {
  const step = 3;
  const names = ["a", "b"];
  return {
    next: computed(() => n * FACTOR + step),
    text: computed(() => names.join() + n),
  };
});
