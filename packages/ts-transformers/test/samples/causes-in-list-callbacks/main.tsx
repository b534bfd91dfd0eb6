import { action, pattern, UI, Writable } from "commonfabric";
export default pattern<{ rows: { n: number }[]; out: Writable<number> }>(({ rows, out }) => ({
  [UI]: (
    <ul>
      {rows.map((row) => {
        const twice = row.n * 2;
        const pick = action(() => out.set(row.n));
        return <li onClick={pick}>{twice}</li>;
      })}
    </ul>
  ),
  parts: rows.map((row) => ({ next: row.n + 1, all: [row.n * 2] })),
}));
