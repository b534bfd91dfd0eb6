import { pattern, Writable } from "commonfabric";
export default pattern<{ n: number }>(({ n }) => {
  const list = new Writable([]);
  const fine = new Writable<string[]>([]);
  return { n, list, fine };
});
