import { computed, type Default, pattern } from "commonfabric";
interface Input {
  size: number | Default<3>;
  tags: Default<string[], ["a"]>;
}
export default pattern<Input>(({ size, tags }) => ({
  area: computed(() => size * size),
  first: computed(() => tags[0]),
}));
