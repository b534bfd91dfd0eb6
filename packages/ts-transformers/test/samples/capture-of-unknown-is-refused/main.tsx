import { computed, pattern } from "commonfabric";
export default pattern<{ data: unknown; any: any }>(({ data, any }) => ({
  bad: computed(() => [data].length),
  good: computed(() => any.deep.path),
}));
