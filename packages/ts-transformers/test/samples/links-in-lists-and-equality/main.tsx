import { computed, equals, handler, pattern, UI, Writable } from "commonfabric";
interface Item {
  title: string;
  size: number;
}
const drop = handler<void, { item: Item; items: Writable<Item[]> }>((_, { item, items }) => {
  const at = items.get().findIndex((one) => equals(one, item));
  if (at >= 0) items.set(items.get().toSpliced(at, 1));
});
export default pattern<{ items: Writable<Item[]>; chosen: Writable<Item | null> }>((
  { items, chosen },
) => ({
  [UI]: (
    <ul>
      {items.map((item) => (
        <li
          class={computed(() => equals(chosen.get(), item) ? "on" : "")}
          onClick={() => chosen.set(item)}
          onDoubleClick={drop({ item, items })}
        >
          {item.title}
        </li>
      ))}
    </ul>
  ),
  size: computed(() => chosen.get()?.size ?? 0),
}));
