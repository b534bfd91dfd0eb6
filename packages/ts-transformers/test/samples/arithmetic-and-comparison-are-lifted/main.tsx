import { pattern } from "commonfabric";
export default pattern<{ a: number; b: number; on: boolean; kind: string }>((
  { a, b, on, kind },
) => ({
  sum: a + b * 2,
  more: a > b,
  same: kind === "x",
  off: !on,
  negative: -a,
  text: `${kind}: ${a}`,
  type: typeof kind,
  plain: 1 + 2,
}));
