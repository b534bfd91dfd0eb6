import { computed, type Default, pattern, Writable } from "commonfabric";
interface Input {
  size: number | Default<3>;
  tags: Default<string[], ["a"]>;
  count: Writable<number | Default<0>>;
}
export default pattern<Input>(({ size, tags, count }) => ({
  area: computed(() => size * size),
  first: computed(() => tags[0]),
  next: computed(() => count.get() + 1),
}));
