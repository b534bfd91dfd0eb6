import { pattern, UI } from "commonfabric";
interface Item {
  title: string;
  done: boolean;
}
export default pattern<{ items?: Item[]; maybe: Item[] | null }>(({ items, maybe }) => ({
  [UI]: (
    <ul>
      {(items ?? []).map((item) => <li>{item.title}</li>)}
      {(items || []).map((item) => <b>{item.done}</b>)}
      {(maybe ?? []).map((item) => <i>{item.title}</i>)}
    </ul>
  ),
  open: (items ?? []).filter((item) => !item.done),
}));
