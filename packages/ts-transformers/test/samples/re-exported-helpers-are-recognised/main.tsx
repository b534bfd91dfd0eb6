import { calc, ifElse, piece } from "./kit.ts";
export default piece<{ n: number }>(({ n }) => ({
  twice: calc(() => n * 2),
  text: ifElse(n > 1, "many", "one"),
}));
