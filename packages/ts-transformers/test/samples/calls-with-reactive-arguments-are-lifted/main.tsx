import { pattern } from "commonfabric";
interface Order {
  lines: { price: number; name: string }[];
  note: string;
}
function total(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.price, 0);
}
const label = (text: string): string => text.toUpperCase();
export default pattern<{ order: Order }>(({ order }) => ({
  total: total(order),
  note: label(order.note),
  fixed: label("plain"),
}));
