import { pattern, UI } from "commonfabric";
const fallback = () => "x";
export default pattern<{ a: string; b?: string; rows: { n?: number }[] }>(
  ({ a, b = fallback(), rows, ...others }) => {
    const { n = 1 } = rows[0];
    return { a, b, others, n, [UI]: <p>{rows.map(({ n = 2 }) => <b>{n}</b>)}</p> };
  },
);
