import { pattern } from "commonfabric";
const FALLBACK = "x";
export default pattern<{ a?: string; b?: number[]; c?: { x: number } }>(
  ({ a = FALLBACK, b = [1, 2], c = { x: 1 } }) => ({ a, b, c }),
);
