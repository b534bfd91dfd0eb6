import {
  action,
  computed,
  Default,
  handler,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

type Priority = "low" | "normal" | "high";

/** A card of the board. */
interface Card {
  id: string;
  title: string;
  notes: string | Default<"">;
  priority: Priority | Default<"normal">;
  assignee?: string;
  labels: string[] | Default<[]>;
}

/** A column holds its cards in order. */
interface Column {
  name: string;
  limit: number | Default<0>;
  cards: Card[] | Default<[]>;
}

interface Input {
  title: string | Default<"Board">;
  columns: Writable<Column[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  columns: Column[];
  cardCount: number;
  busiest: string;
  addColumn: Stream<{ name: string }>;
}

interface CardInput {
  card: Card;
  position: number;
  remove: Stream<void>;
}

interface CardOutput {
  [NAME]: string;
  [UI]: VNode;
}

const PRIORITIES = { low: "gray", normal: "blue", high: "red" };

function colorOf(priority: Priority): string {
  return PRIORITIES[priority] ?? "gray";
}

const addColumn = handler<{ name: string }, { columns: Writable<Column[]> }>(
  ({ name }, { columns }) => {
    const known = columns.get().some((column) => column.name === name);
    if (!known && name.trim() !== "") {
      columns.set([...columns.get(), { name: name.trim(), limit: 0, cards: [] }]);
    }
  },
);

const addCard = handler<
  { detail: { message: string } },
  { columns: Writable<Column[]>; index: number }
>(({ detail }, { columns, index }) => {
  const title = detail.message.trim();
  if (title === "") return;
  const cards = columns.key(index).key("cards");
  cards.push({
    id: `${index}-${Date.now()}-${title}`,
    title,
    notes: "",
    priority: "normal",
    labels: [],
  });
});

const removeCard = handler<
  void,
  { columns: Writable<Column[]>; index: number; id: string }
>((_event, { columns, index, id }) => {
  const cards = columns.key(index).key("cards");
  cards.set(cards.get().filter((card) => card.id !== id));
});

const CardView = pattern<CardInput, CardOutput>(
  ({ card, position, remove }) => {
    const expanded = new Writable(false);
    const toggle = action(() => expanded.set(!expanded.get()));
    return {
      [NAME]: card.title,
      [UI]: (
        <cf-card clickable>
          <cf-vstack gap="1">
            <cf-hstack justify="between">
              <cf-text variant="strong">
                {position + 1}. {card.title}
              </cf-text>
              <cf-badge color={colorOf(card.priority)}>
                {card.priority}
              </cf-badge>
            </cf-hstack>
            {card.assignee ? <cf-avatar name={card.assignee} /> : null}
            <cf-hstack gap="1">
              {card.labels.map((label) => <cf-chip label={label} />)}
            </cf-hstack>
            {expanded && <cf-markdown content={card.notes} />}
            <cf-hstack gap="1">
              <cf-button size="small" onClick={toggle}>
                {expanded ? "Less" : "More"}
              </cf-button>
              <cf-button size="small" variant="ghost" onClick={remove}>
                Delete
              </cf-button>
            </cf-hstack>
          </cf-vstack>
        </cf-card>
      ),
    };
  },
);

export default pattern<Input, Output>(({ title, columns }) => {
  const newColumn = new Writable("");
  const cardCount = computed(() =>
    columns.get().reduce((sum, column) => sum + column.cards.length, 0)
  );
  const busiest = computed(() => {
    const [first] = columns.get().toSorted(
      (a, b) => b.cards.length - a.cards.length,
    );
    return first?.name ?? "none";
  });
  const submitColumn = action(() => {
    const name = newColumn.get().trim();
    if (name === "") return;
    columns.push({ name, limit: 0, cards: [] });
    newColumn.set("");
  });

  return {
    [NAME]: computed(() => `${title}: ${cardCount} cards`),
    [UI]: (
      <cf-screen>
        <cf-toolbar>
          <cf-heading level={3}>{title}</cf-heading>
          <cf-text tone="muted">
            {cardCount} cards, busiest: {busiest}
          </cf-text>
        </cf-toolbar>
        <cf-hscroll>
          <cf-hstack gap="4" padding="4" align="start">
            {columns.map((column, index) => (
              <cf-vstack gap="2" key={column.name}>
                <cf-hstack justify="between">
                  <cf-input $value={column.name} />
                  <cf-badge
                    variant={column.limit > 0 &&
                        column.cards.length > column.limit
                      ? "solid"
                      : "outline"}
                  >
                    {column.cards.length}
                  </cf-badge>
                </cf-hstack>
                {column.cards.map((card, position) => (
                  <div>
                    <CardView
                      card={card}
                      position={position}
                      remove={removeCard({ columns, index, id: card.id })}
                    />
                  </div>
                ))}
                <cf-message-input
                  placeholder="New card"
                  oncf-send={addCard({ columns, index })}
                />
              </cf-vstack>
            ))}
            <cf-vstack gap="2">
              <cf-input $value={newColumn} placeholder="New column" />
              <cf-button onClick={submitColumn}>Add column</cf-button>
            </cf-vstack>
          </cf-hstack>
        </cf-hscroll>
      </cf-screen>
    ),
    columns,
    cardCount,
    busiest,
    addColumn: addColumn({ columns }),
  };
});
