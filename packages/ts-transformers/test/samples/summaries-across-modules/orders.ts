/** What was ordered. */
export interface Order {
  id: string;
  lines: { price: number; title: string }[];
  by: { name: string; mail: string };
}
export function sum(order: Order): number {
  return order.lines.reduce((all, line) => all + line.price, 0);
}
export default function nameOf(order: Order): string {
  return order.by.name;
}
export const idOf = (order: Order): string => order.id;
export function first(...all: readonly { name?: string; id?: string }[]): string | undefined {
  return all[0]?.id;
}
