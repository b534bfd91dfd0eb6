import { pattern } from "commonfabric";
const KINDS = ["a", "b"];
const NAMES: Record<string, string> = { a: "Ann", b: "Bob" };
export default pattern<{ kind: string; n: number; list: number[] }>(({ kind, n, list }) => ({
  known: KINDS.includes(kind),
  at: KINDS.indexOf(kind),
  name: NAMES[kind] + "!",
  most: Math.max(n, list.length, 2),
  part: [...(n > 1 ? [n] : []), 0],
  joined: [kind, n].join("-"),
}));
