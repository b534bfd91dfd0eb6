import { pattern, UI } from "commonfabric";
export default pattern<{ rows: { n: number; t: string }[]; up: boolean; word: string }>((
  { rows, up, word },
) => ({
  [UI]: (
    <ul>
      {rows.toSorted((a, b) => up ? a.n - b.n : b.n - a.n).map((row) => <li>{row.t}</li>)}
      {rows.filter((row) => row.t.includes(word)).toSorted((a, b) => a.n - b.n).map((row) => (
        <b>{row.t + word}</b>
      ))}
    </ul>
  ),
}));
