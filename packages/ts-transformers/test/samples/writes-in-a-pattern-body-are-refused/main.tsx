import { pattern, Writable } from "commonfabric";
export default pattern<{ n: Writable<number>; list: Writable<string[]> }>(({ n, list }) => {
  n.set(1);
  const pushed = list.push("a");
  return { n, pushed };
});
