import { computed, lift, pattern, wish } from "commonfabric";
const size = lift((list: string[]) => list.length);
export default pattern<{ list: string[] }>(({ list }) => ({
  used: computed(() => {
    const n = size(list);
    return n + 1;
  }),
  fine: computed(() => wish<string[]>({ query: "#tags" }).result),
  nested: computed(() => {
    const n = size(list);
    return computed(() => n + 1);
  }),
}));
