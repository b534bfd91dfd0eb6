import { pattern, wish, type WishState, Writable } from "commonfabric";
interface Item {
  title: string;
}
const takes = pattern<{ items: Writable<Item[]>; count: Writable<number> }, { n: number }>(
  ({ items, count }) => ({ n: items.get().length + count.get() }),
);
export default pattern(() => {
  const state: WishState<Item> = wish({ query: "#item" });
  const item: Writable<Item> = new Writable({ title: "a" });
  const none: Writable<string | undefined> = new Writable();
  const child = takes({ items: new Writable([{ title: "b" }]), count: new Writable(1) });
  return { title: state.result?.title, item, none, n: child.n };
});
