/** A board: columns of cards, and where a card goes. */
import type { Default } from "commonfabric";

export interface Card {
  title: string;
  /** Who works on it. */
  owner?: string;
}

export interface Column {
  name: string;
  limit?: number;
  cards: Card[] | Default<[]>;
}

export const START: readonly Column[] = [
  { name: "To do", cards: [] },
  { name: "Doing", limit: 2, cards: [] },
  { name: "Done", cards: [] },
];

export function isFull(column: Column): boolean {
  return column.limit !== undefined && column.cards.length >= column.limit;
}

/** The columns after the card moved `by` columns; the same columns where it cannot. */
export function moved(
  columns: readonly Column[],
  { from, card, by }: { from: number; card: number; by: number },
): Column[] {
  const source = columns[from];
  const target = columns[from + by];
  const moving = source?.cards[card];
  if (source === undefined || target === undefined || moving === undefined || isFull(target)) {
    return [...columns];
  }
  return columns.map((column) => {
    if (column === source) {
      return { ...column, cards: column.cards.filter((other) => other !== moving) };
    }
    return column === target ? { ...column, cards: [...column.cards, moving] } : column;
  });
}
