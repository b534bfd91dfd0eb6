import { handler, lift, type Writable } from "commonfabric";
interface Order {
  id: string;
  lines: { price: number; title: string }[];
  by: { name: string; mail: string };
}
function sum(order: Order): number {
  return order.lines.reduce((all, line) => all + line.price, 0);
}
const nameOf = ({ by: { name } }: Order): string => name;
const pick = (order: Order) => order.by;
export const total = lift((order: Order) => sum(order));
export const name = lift((order: Order) => nameOf(order));
export const mail = lift((order: Order) => pick(order).mail);
export const rename = handler<{ to: string }, { order: Writable<Order> }>((event, { order }) => {
  order.key("by").key("name").set(event.to);
});
