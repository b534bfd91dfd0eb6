import { computed, pattern } from "commonfabric";
import { shout } from "./text.ts";
const twice = (n: number): number => n * 2;
enum Kind {
  Big = "big",
}
export default pattern<{ n: number; t: string }>(({ n, t }) => ({
  a: computed(() => twice(n) + Math.max(1, n)),
  b: computed(() => shout(t) + Kind.Big),
}));
