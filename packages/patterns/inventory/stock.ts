/** Things in stock, and which of them run low. */
import type { Default } from "commonfabric";

export interface Thing {
  sku: string;
  name: string;
  count: number | Default<0>;
  /** Below this there is a warning. */
  least: number | Default<5>;
  supplier?: { name: string; days: number };
}

export type Level = "out" | "low" | "fine";

export function levelOf({ count, least }: Pick<Thing, "count" | "least">): Level {
  if (count === 0) return "out";
  return count < least ? "low" : "fine";
}

export const COLORS: Record<Level, string> = { out: "red", low: "orange", fine: "green" };

export interface Order {
  sku: string;
  amount: number;
}

export function ordersFor(things: readonly Thing[]): Order[] {
  return things
    .filter((thing) => levelOf(thing) !== "fine")
    .map(({ sku, count, least }) => ({ sku, amount: 2 * least - count }));
}
