import { handler, pattern, Writable } from "commonfabric";
interface Row {
  id: string;
  n: number;
}
const move = handler<
  { by: number },
  { place: { rows: Writable<Row[]>; at: number }; log?: Writable<string[]>; unused: string }
>(({ by }, { place: { rows, at }, log }) => {
  const row = rows.get()[at];
  if (row === undefined) return;
  rows.key(at).key("n").set(row.n + by);
  log?.push(row.id);
});
export default pattern<{ rows: Writable<Row[]>; log: Writable<string[]> }>(({ rows, log }) => ({
  move: move({ place: { rows, at: 0 }, log, unused: "x" }),
}));
