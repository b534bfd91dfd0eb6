import { pattern, UI } from "commonfabric";
interface Row {
  title: string;
}
const Line = pattern<{ row: Row; prefix: string }, { [UI]: any; text: string }>(({ row, prefix }) => ({
  [UI]: <li>{prefix}{row.title}</li>,
  text: row.title,
}));
export default pattern<{ rows: Row[]; prefix: string }>(({ rows, prefix }) => {
  const lines = rows.map((row) => Line({ row, prefix }));
  return { [UI]: <ul>{lines}{rows.map((row) => <Line row={row} prefix="-" />)}</ul>, lines };
});
