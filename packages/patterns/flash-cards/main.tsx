/** Flash cards in boxes: what one knew moves up, what one did not starts again. */
import {
  action,
  cell,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Card, LAST_BOX, nextCard } from "./deck.ts";

interface Input {
  cards: Writable<Card[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  cards: Card[];
  current: string | null;
  learnt: number;
  add: Stream<{ front: string; back: string }>;
  grade: Stream<{ knew: boolean }>;
}

const add = handler<{ front: string; back: string }, { cards: Writable<Card[]> }>(
  (event, { cards }) => {
    cards.push({ ...event, box: 0 });
  },
);

const grade = handler<{ knew: boolean }, { cards: Writable<Card[]>; flipped: Writable<boolean> }>(
  ({ knew }, { cards, flipped }) => {
    const card = nextCard(cards.get());
    if (!card) return;
    const index = cards.get().findIndex(({ front }) => front === card.front);
    cards.key(index).update({ box: knew ? card.box + 1 : 0 });
    flipped.set(false);
  },
);

export default pattern<Input, Output>(({ cards }) => {
  const flipped = cell(false);
  const current = computed(() => nextCard(cards.get()) ?? null);
  const learnt = computed(() => cards.get().filter((card) => card.box >= LAST_BOX).length);
  const flip = action(() => flipped.set(!flipped.get()));
  const graded = grade({ cards, flipped });
  const knewIt = action(() => graded.send({ knew: true }));

  return {
    [NAME]: `Cards (${learnt}/${cards.get().length})`,
    [UI]: (
      <cf-vstack align="center">
        <cf-card clickable onClick={flipped ? knewIt : flip}>
          <cf-heading level={2}>
            {current ? (flipped.get() ? current.back : current.front) : "Nothing to learn"}
          </cf-heading>
        </cf-card>
        {flipped.get() && (
          <cf-hstack>
            <cf-button onClick={() => graded.send({ knew: false })}>Again</cf-button>
            <cf-button onClick={knewIt}>Knew it</cf-button>
          </cf-hstack>
        )}
        <ol>
          {cards.map((card) => (
            <li>
              {card.front} <small>{"●".repeat(card.box)}</small>
            </li>
          ))}
        </ol>
      </cf-vstack>
    ),
    cards,
    current: current?.front ?? null,
    learnt,
    add: add({ cards }),
    grade: graded,
  };
});
