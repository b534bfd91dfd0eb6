/** A board of columns of cards: lists of lists, cards move between neighbours, columns have limits. */
import {
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Card, type Column, isFull, moved, START } from "./board.ts";

interface Input {
  title: string | Default<"Board">;
  columns: Writable<Column[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  columns: Column[];
  counts: Record<string, number>;
  setUp: Stream<void>;
  addCard: Stream<{ column: string; title: string; owner?: string }>;
  move: Stream<{ from: number; card: number; by: number }>;
}

type Columns = { columns: Writable<Column[]> };

const setUp = handler<void, Columns>((_event, { columns }) => {
  columns.set(START.map((column) => ({ ...column, cards: [] })));
});

const addCard = handler<{ column: string; title: string; owner?: string }, Columns>(
  ({ column, title, owner }, { columns }) => {
    const index = columns.get().findIndex(({ name }) => name === column);
    if (index < 0) throw new Error(`There is no column "${column}".`);
    const card: Card = owner === undefined ? { title } : { title, owner };
    columns.key(index).key("cards").push(card);
  },
);

const move = handler<{ from: number; card: number; by: number }, Columns>((event, { columns }) => {
  columns.set(moved(columns.get(), event));
});

export default pattern<Input, Output>(({ title, columns }) => {
  const who = new Writable("");
  const all = columns.get().flatMap((column) => column.cards);
  const counts = Object.fromEntries(
    columns.get().map((column) => [column.name, column.cards.length]),
  );

  return {
    [NAME]: `${title}: ${all.length} ${all.length === 1 ? "card" : "cards"}`,
    [UI]: (
      <cf-screen>
        <cf-input $value={who} placeholder="Whose cards?" />
        {columns.get().length === 0
          ? <cf-button onClick={setUp({ columns })}>Set up the board</cf-button>
          : (
            <cf-hstack gap="3">
              {columns.map((column, at) => (
                <cf-vstack gap="1">
                  <h2>
                    {column.name}{" "}
                    {column.limit !== undefined && (
                      <small>{column.cards.length}/{column.limit}</small>
                    )}
                  </h2>
                  {isFull(column) && (
                    <cf-alert status="warning" message={`${column.name} is full`} />
                  )}
                  {column.cards.map((card, index) => (
                    <cf-card style={{ opacity: who.get() && card.owner !== who.get() ? 0.4 : 1 }}>
                      <span>{card.title}</span>
                      <small>{card.owner ?? "nobody"}</small>
                      <cf-button
                        disabled={at === 0}
                        onClick={() =>
                          columns.set(moved(columns.get(), { from: at, card: index, by: -1 }))}
                      >
                        ←
                      </cf-button>
                      <cf-button
                        onClick={() =>
                          columns.set(moved(columns.get(), { from: at, card: index, by: 1 }))}
                      >
                        →
                      </cf-button>
                    </cf-card>
                  ))}
                </cf-vstack>
              ))}
            </cf-hstack>
          )}
      </cf-screen>
    ),
    columns,
    counts,
    setUp: setUp({ columns }),
    addCard: addCard({ columns }),
    move: move({ columns }),
  };
});
