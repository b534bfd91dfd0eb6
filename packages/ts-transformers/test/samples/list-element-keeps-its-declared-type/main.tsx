import { pattern, UI } from "commonfabric";
interface Row {
  title: string;
  note?: string;
  size: number;
  kids: Row[];
}
export default pattern<{ rows: Row[] }>(({ rows }) => ({
  [UI]: <ul>{rows.map((row) => <li>{row.title}</li>)}</ul>,
}));
