import { computed, ifElse, pattern } from "commonfabric";
export default pattern<{ n: number; on: boolean }>(({ n, on }) => {
  const make = computed;
  const twice = make(() => n * 2);
  return { twice, text: (ifElse)(on, "yes", "no") };
});
