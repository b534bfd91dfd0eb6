import { computed, pattern } from "commonfabric";
export default pattern<{ item: string; items: string[]; n: number }>(({ item, items, n }) => ({
  inner: computed(() => items.map((item) => item + "!").join(item)),
  own: computed(() => {
    const n = items.length;
    return n + 1;
  }),
  outer: computed(() => n + 1),
}));
