import { pattern } from "commonfabric";
interface Row {
  n: number;
  on: boolean;
}
export default pattern<{ rows: Row[]; by: number }>(({ rows, by }) => ({
  count: rows.filter((row) => row.on).length,
  text: rows.map((row) => row.n * by).join("-"),
  sum: rows.filter((row) => row.on).map((row) => row.n).reduce((a, b) => a + b, 0),
}));
