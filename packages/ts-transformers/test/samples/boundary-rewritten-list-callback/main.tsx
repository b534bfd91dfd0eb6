import { pattern, UI } from "commonfabric";
export default pattern<{ rows: { n: number }[]; rate: number }>(({ rows, rate }) => ({
  [UI]: (
    <ul>
      {rows.map((row, i) => {
        const cost = row.n * rate;
        return <li key={i}>{cost > 5 ? "dear" : cost}</li>;
      })}
    </ul>
  ),
}));
