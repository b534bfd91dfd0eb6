import { pattern, UI } from "commonfabric";
interface Row {
  title: string;
  note: string;
  size: number;
}
function line(row: Row, mark: string) {
  return <li title={row.title}>{mark}</li>;
}
export default pattern<{ rows: Row[]; mark: string }>(({ rows, mark }) => ({
  [UI]: <ul>{rows.map((row) => line(row, mark))}</ul>,
}));
