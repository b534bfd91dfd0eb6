import { computed, derive, pattern } from "commonfabric";
export default pattern<{ n: number; rows: { n: number }[] }>(({ n, rows }) => {
  const input = n;
  return {
    sums: rows.map((row) => {
      const n = row.n;
      return computed(() => n + input);
    }),
    beside: derive(rows, (input_1) => input_1.length + input),
    both: derive({ input, n }, (all) => all.input + n),
  };
});
