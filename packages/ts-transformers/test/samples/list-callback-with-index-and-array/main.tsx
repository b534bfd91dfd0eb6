import { pattern, UI } from "commonfabric";
export default pattern<{ rows: { title: string }[] }>(({ rows }) => ({
  [UI]: (
    <ul>
      {rows.map((row, i, all) => <li>{`${i + 1}/${all.length}`}{row.title}</li>)}
      {rows.map((_row, i) => <b>{i}</b>)}
      {rows.map(() => <hr />)}
    </ul>
  ),
}));
