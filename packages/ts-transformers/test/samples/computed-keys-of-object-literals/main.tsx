import { computed, NAME, pattern } from "commonfabric";
export default pattern<{ key: string; n: number }>(({ key, n }) => ({
  [NAME]: `${key}!`,
  ["lit"]: n + 1,
  "quoted-key": n + 2,
  made: computed(() => ({ [key]: n })),
}));
