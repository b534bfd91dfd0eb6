import { lift } from "commonfabric";
interface Order {
  id: string;
  customer: { name: string; address: { city: string; zip: string } };
  lines: { title: string; price: number; tags: string[] }[];
  notes: string[];
  meta: Record<string, number>;
}
export const paths = lift((o: Order) => o.lines.length > 0 && o.customer.name);
export const deep = lift((o: Order) => o.customer.address.city);
export const elements = lift((o: Order) => o.lines.map((line) => line.price));
export const whole = lift((o: Order) => ({ ...o.customer }));
export const key = lift((x: { order: Order; key: string }) => x.order.meta[x.key]);
export const handedOn = lift((o: Order) => o.customer);
export const loops = lift((o: Order) => {
  let sum = 0;
  for (const { price } of o.lines) sum += price;
  return sum;
});
