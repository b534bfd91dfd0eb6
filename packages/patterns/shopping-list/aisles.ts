/** Where things are in the shop. */
import type { Default } from "commonfabric";

export interface Item {
  title: string;
  amount: number | Default<1>;
  bought: boolean | Default<false>;
  aisle?: string;
}

const AISLES: Readonly<Record<string, readonly string[]>> = {
  "Bakery": ["bread", "rolls", "cake"],
  "Dairy & eggs": ["milk", "butter", "cheese", "eggs"],
  "Fruit": ["apple", "pear", "banana"],
};

export const ELSEWHERE = "Elsewhere";

export function aisleOf(title: string): string {
  const word = title.toLowerCase();
  const found = Object.entries(AISLES).find(([, things]) =>
    things.some((thing) => word.includes(thing))
  );
  return found?.[0] ?? ELSEWHERE;
}

export interface Shelf {
  aisle: string;
  items: Item[];
}

/** The items by aisle, in the order in which one walks. */
export function byAisle(items: readonly Item[]): Shelf[] {
  const aisles = new Map<string, Item[]>();
  for (const item of items) {
    const aisle = item.aisle ?? aisleOf(item.title);
    aisles.set(aisle, [...(aisles.get(aisle) ?? []), item]);
  }
  return [...Object.keys(AISLES), ELSEWHERE]
    .filter((aisle) => aisles.has(aisle))
    .map((aisle) => ({ aisle, items: aisles.get(aisle)! }));
}
