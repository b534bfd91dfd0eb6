/** What was known comes back later. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import FlashCards from "./main.tsx";

export default pattern(() => {
  const cards = FlashCards({ cards: [] });

  return {
    [TESTS]: [
      { assertion: assert(() => cards.current === null) },
      { action: cards.add, event: { front: "der Hund", back: "the dog" } },
      { action: cards.add, event: { front: "die Katze", back: "the cat" } },
      { assertion: assert(() => cards[NAME] === "Cards (0/2)" && cards.current === "der Hund") },
      { action: cards.grade, event: { knew: true } },
      { assertion: assert(() => cards.cards[0].box === 1 && cards.current === "die Katze") },
      { action: cards.grade, event: { knew: false } },
      { assertion: assert(() => cards.cards[1].box === 0) },
      { render: cards[UI] },
    ],
  };
});
