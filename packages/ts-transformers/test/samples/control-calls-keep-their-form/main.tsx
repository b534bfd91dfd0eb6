import { ifElse, pattern, str, unless, when } from "commonfabric";
export default pattern<{ on: boolean; title: string; n: number }>(({ on, title, n }) => ({
  a: ifElse(on, title, "off"),
  b: when(n > 1, title),
  c: unless(title, n + 1),
  d: str`${title} has ${n * 2}`,
}));
