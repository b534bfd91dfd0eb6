import { computed, pattern } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => ({
  wide: computed<number | string>(() => n + 1),
  fn: computed(function () {
    return n * 2;
  }),
}));
