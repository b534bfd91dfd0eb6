import { handler, type Writable } from "commonfabric";
interface Item {
  id: string;
  title: string;
  done: boolean;
  tags: string[];
}
interface State {
  items: Writable<Item[]>;
  item: Writable<Item>;
  counts: Writable<Record<string, number>>;
}
export const toggle = handler<{ id: string }, State>(({ id }, { items }) => {
  const at = items.get().findIndex((item) => item.id === id);
  items.key(at).key("done").set(true);
});
export const rename = handler<{ title: string }, State>(({ title }, { item }) => {
  item.update({ title });
  item.key("tags").push(title);
});
export const remove = handler<{ item: Item }, State>(({ item }, { items }) => items.remove(item));
export const replace = handler<{ id: string }, State>(({ id }, { items }) => {
  items.set(items.get().filter((item) => item.id !== id));
});
export const count = handler<{ key: string }, State>(({ key }, { counts }) => {
  counts.key(key).set((counts.get()[key] ?? 0) + 1);
});
