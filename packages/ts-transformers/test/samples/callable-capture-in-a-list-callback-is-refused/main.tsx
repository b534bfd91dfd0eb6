import { computed, derive, pattern, Writable } from "commonfabric";
export default pattern<{ rows: Writable<{ n: number }[]> }>(({ rows }) => {
  const texts = computed(() => {
    const format = (value: number) => `<${value}>`;
    const sizes = derive(rows, (list) => format(list.length));
    return { sizes, all: rows.map((row) => format(row.n)) };
  });
  return { texts };
});
