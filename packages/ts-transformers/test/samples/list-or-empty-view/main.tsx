import { pattern, UI } from "commonfabric";
export default pattern<{ rows: { n: number }[]; on: boolean }>(({ rows, on }) => ({
  [UI]: (
    <div>
      {rows.length > 0 ? rows.map((row) => <li>{row.n}</li>) : <p>none</p>}
      {on && rows.map((row) => <b>{row.n * 2}</b>)}
    </div>
  ),
}));
