import { computed, pattern, UI, Writable } from "commonfabric";
interface Input {
  rows: { n: number }[];
  rate: number;
  out: Writable<number>;
}
export default pattern<Input>((input) => ({
  total: computed(() => input.rows.reduce((sum, row) => sum + row.n, 0) * input.rate),
  [UI]: (
    <ul>
      {input.rows.map((row) => <li onClick={() => input.out.set(row.n)}>{row.n * input.rate}</li>)}
      {input.rate > 1 && <b>{input.out.get()}</b>}
    </ul>
  ),
}));
