import { computed, handler, NAME, pattern, UI, Writable } from "commonfabric";
const COLUMNS = ["todo", "doing", "done"] as const;
type Status = typeof COLUMNS[number];
interface Card {
  title: string;
  status: Status;
  points: number;
}
interface Input {
  cards: Writable<Card[]>;
  limit: number;
  selected: Writable<string>;
}
const move = handler<unknown, { cards: Writable<Card[]>; card: Card; to: Status }>(
  (_, { cards, card, to }) => {
    cards.set(cards.get().map((one) => one.title === card.title ? { ...one, status: to } : one));
  },
);
const nextOf = (status: Status): Status => status === "todo" ? "doing" : "done";
export default pattern<Input>(({ cards, limit, selected }) => {
  const counts = computed(() => {
    const found: Record<string, number> = {};
    for (const card of cards.get()) found[card.status] = (found[card.status] ?? 0) + card.points;
    return found;
  });
  return {
    [NAME]: "board",
    [UI]: (
      <cf-hstack>
        {COLUMNS.map((column) => (
          <cf-vstack class={column}>
            <h2>{column} {counts[column] ?? 0}{(counts[column] ?? 0) > limit ? "!" : ""}</h2>
            {cards.get().filter((card) => card.status === column).map((card) => (
              <cf-card
                onClick={() => selected.set(`${column}/${card.title}`)}
                class={selected.get() === card.title ? "on" : "off"}
              >
                {card.title}
                <cf-button onClick={move({ cards, card, to: nextOf(card.status) })}>next</cf-button>
              </cf-card>
            ))}
          </cf-vstack>
        ))}
      </cf-hstack>
    ),
    counts,
  };
});
