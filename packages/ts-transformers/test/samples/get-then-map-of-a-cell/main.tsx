import { pattern, UI, Writable } from "commonfabric";
interface Item {
  title: string;
  done: boolean;
}
export default pattern<{ items: Writable<Item[]> }>(({ items }) => ({
  [UI]: (
    <ul>
      {items.get().map((item) => <li>{item.title}</li>)}
      {items.get().filter((item) => item.done).length}
      {items.filter((item) => item.done).map((item) => <b>{item.title}</b>)}
    </ul>
  ),
  first: items.get()[0]?.title,
}));
