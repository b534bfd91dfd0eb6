import { pattern, Writable } from "commonfabric";
export default pattern<{ count: Writable<number> }>(({ count }) => {
  if (count.get() > 3) console.log("many");
  return { count };
});
