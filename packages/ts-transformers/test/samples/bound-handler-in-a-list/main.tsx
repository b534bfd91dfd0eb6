import { handler, pattern, UI, Writable } from "commonfabric";
interface Item {
  id: string;
  n: number;
}
const pick = handler<void, { id: string; n: number; out: Writable<string> }>((_, { id, n, out }) =>
  out.set(`${id}${n}`)
);
export default pattern<{ items: Item[]; out: Writable<string> }>(({ items, out }) => ({
  [UI]: (
    <ul>
      {items.map((item) => (
        <li onClick={pick({ id: item.id, n: item.n + 1, out })}>{item.id}</li>
      ))}
    </ul>
  ),
  shown: out.get(),
}));
