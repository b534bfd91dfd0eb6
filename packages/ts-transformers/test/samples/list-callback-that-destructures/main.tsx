import { pattern, UI } from "commonfabric";
interface Row {
  id: string;
  at: { x: number; y: number };
}
export default pattern<{ rows: Row[] }>(({ rows }) => ({
  [UI]: <ul>{rows.map(({ id, at: { x, y } }, i) => <li key={id}>{x + y * i}</li>)}</ul>,
}));
