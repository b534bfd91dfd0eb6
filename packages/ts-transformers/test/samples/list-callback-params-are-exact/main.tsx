import { pattern, UI, Writable } from "commonfabric";
interface Cart {
  rate: number;
  note: string;
  items: { cost: number }[];
}
export default pattern<{ cart: Cart; picked: Writable<number>; title: string }>((
  { cart, picked, title },
) => ({
  [UI]: (
    <ul>
      {cart.items.map((item) => (
        <li onClick={() => picked.set(item.cost)} title={title}>{item.cost * cart.rate}</li>
      ))}
    </ul>
  ),
}));
