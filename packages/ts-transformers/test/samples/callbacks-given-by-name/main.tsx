import { computed, lift, pattern } from "commonfabric";
const size = (list: string[]): number => list.length;
const fixed = () => 3;
const count = lift(size);
export default pattern<{ list: string[] }>(({ list }) => ({
  count: count(list),
  fixed: computed(fixed),
}));
