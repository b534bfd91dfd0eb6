import { pattern } from "commonfabric";
export default pattern<{ items: string[] }>(({ items }) => {
  const shout = (text: string) => text.toUpperCase();
  function quiet(text: string) {
    return text.toLowerCase();
  }
  class Counter {}
  items.forEach((item) => quiet(item));
  return { items, n: shout("a"), m: new Counter() };
});
