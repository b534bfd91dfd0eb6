import { computed, derive, lift, NAME, pattern, UI } from "commonfabric";
interface Order {
  id: string;
  lines: { sku: string; count: number }[];
  customer: { name: string; address: { city: string } };
}
const counted = lift((order: Order) => order.lines.length);
const label = lift(({ order, sign }: { order: Order; sign: string }) =>
  `${sign}${order.customer.address.city}`
);
const grouped = lift<{ orders: Order[] }, Record<string, number>>(({ orders }) => {
  const found: Record<string, number> = {};
  for (const order of orders) {
    found[order.customer.name] = (found[order.customer.name] ?? 0) + order.lines.length;
  }
  return found;
});
interface Input {
  orders: Order[];
  sign: string;
}
export default pattern<Input>(({ orders, sign }) => {
  const ids = derive(orders, (list) => list.map((order) => order.id + sign));
  const groups = grouped({ orders });
  return {
    [NAME]: "orders",
    [UI]: (
      <div>
        {orders.map((order) => <li>{label({ order, sign })} {counted(order)}</li>)}
        {ids.map((id) => <b>{id}</b>)}
        {computed(() => Object.keys(groups).join())}
      </div>
    ),
    ids,
    groups,
    skus: orders.flatMap((order) => order.lines.map((line) => line.sku)),
  };
});
