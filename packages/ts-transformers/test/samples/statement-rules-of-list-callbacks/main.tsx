import { pattern, UI } from "commonfabric";
export default pattern<{ rows: { n: number }[] }>(({ rows }) => ({
  [UI]: (
    <ul>
      {rows.map((row) => {
        let n = row.n;
        n += 1;
        if (row.n > 3) return <b>big</b>;
        return <li>{n}</li>;
      })}
    </ul>
  ),
}));
