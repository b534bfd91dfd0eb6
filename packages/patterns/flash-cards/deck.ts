/** A deck of flash cards: cards that are known sink to the bottom. */
import type { Default } from "commonfabric";

export interface Card {
  front: string;
  back: string;
  box: number | Default<0>;
}

export const LAST_BOX = 3;

/** The least known card; of several, the first. */
export function nextCard(cards: readonly Card[]): Card | undefined {
  return cards.toSorted((a, b) => a.box - b.box).find((card) => card.box < LAST_BOX);
}
