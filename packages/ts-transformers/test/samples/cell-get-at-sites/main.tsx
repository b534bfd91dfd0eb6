import { pattern, UI, Writable } from "commonfabric";
export default pattern<{ count: Writable<number>; name: Writable<string> }>(({ count, name }) => {
  const n = count.get();
  const next = count.get() + 1;
  return { n, next, [UI]: <p>{name.get()}{count.get() > 3 ? "big" : "small"}</p> };
});
