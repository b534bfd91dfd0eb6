import { action, computed, pattern, UI, Writable } from "commonfabric";
interface Item {
  title: string;
  done: Writable<boolean>;
}
export default pattern<{ items: Item[]; all: Writable<boolean[]> }>(({ items, all }) => ({
  [UI]: (
    <ul>
      {items.map((item) => (
        <li>
          <cf-checkbox $checked={item.done} />
          {item.done.get() ? <s>{item.title}</s> : item.title}
          <button onClick={() => item.done.set(true)}>done</button>
        </li>
      ))}
    </ul>
  ),
  open: computed(() => items.filter((item) => !item.done.get()).length),
  clear: action(() => items.forEach((item) => item.done.set(false))),
  any: computed(() => all.get().some((one) => one)),
}));
