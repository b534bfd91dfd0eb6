import { pattern, UI } from "commonfabric";
interface Group {
  name: string;
  rows: { text: string }[];
}
export default pattern<{ groups: Group[]; mark: string }>(({ groups, mark }) => ({
  [UI]: (
    <div>
      {groups.map((group) => (
        <ul>{group.rows.map((row) => <li>{mark}{group.name}{row.text}</li>)}</ul>
      ))}
    </div>
  ),
}));
