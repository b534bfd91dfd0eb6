import { pattern } from "commonfabric";
interface Row {
  n: number;
  on: boolean;
}
export default pattern<{ rows: Row[]; by: number }>(({ rows, by }) => {
  const shown = rows.filter((row) => row.on).map((row) => row.n * by);
  return { shown, again: shown.map((n) => n + 1), top: rows.slice(0, 2).map((row) => row.n) };
});
