import { computed, pattern } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => {
  const text = computed(() => {
    const shout = (value: number) => `${value}!`;
    return computed(() => shout(n));
  });
  return { text };
});
