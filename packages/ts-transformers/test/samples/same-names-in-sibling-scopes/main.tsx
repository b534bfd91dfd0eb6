import { computed, pattern } from "commonfabric";
export const first = pattern<{ item: { n: number } }>(({ item }) => ({ n: item.n + 1 }));
function plain(item: { n: number }): number {
  return item.n + 1;
}
export default pattern<{ rows: { n: number }[]; n: number }>(({ rows, n }) => ({
  list: rows.map((item) => item.n),
  sum: computed(() => rows.reduce((sum, item) => sum + plain(item), n)),
}));
