import { computed, pattern } from "commonfabric";
export default pattern<{ n: number; rows: { n: number; name: string }[] }>(({ n, rows }) => ({
  outer: computed(() => {
    const base = n * 2;
    return { inner: computed(() => base + rows.length), base };
  }),
}));
