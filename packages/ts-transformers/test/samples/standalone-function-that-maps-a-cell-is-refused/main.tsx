import { pattern, Writable } from "commonfabric";
function titles(rows: Writable<{ title: string }[]>) {
  return rows.map((row) => row.title);
}
function plain(rows: Writable<{ title: string }[]>) {
  return rows.get().map((row) => row.title);
}
export default pattern<{ rows: Writable<{ title: string }[]> }>(({ rows }) => ({
  a: titles(rows),
  b: plain(rows),
}));
