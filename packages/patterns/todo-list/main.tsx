/** A to-do list: items are data, every item has a row with its own streams, filters choose rows. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { type Filter, FILTERS, isShown, type Item, summary } from "./item.ts";
import { Row } from "./row.tsx";

interface Input {
  items: Writable<Item[] | Default<[]>>;
  filter: Writable<Filter | Default<"all">>;
}

interface RowState {
  title: string;
  done: boolean;
  toggle: Stream<void>;
  remove: Stream<void>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  items: Item[];
  filter: Filter;
  rows: RowState[];
  summary: string;
  addItem: Stream<{ title: string }>;
  clearDone: Stream<void>;
}

export default pattern<Input, Output>(({ items, filter }) => {
  const draft = new Writable("");

  const addItem = action<{ title: string }>((event) => {
    const title = event.title.trim();
    if (title === "") throw new Error("An item needs a title.");
    items.push({ title, done: false });
  });
  const clearDone = action(() => items.set(items.get().filter((item) => !item.done)));

  const text = computed(() => summary(items.get()));
  const shown = computed(() => items.get().filter((item) => isShown(item, filter.get())));
  const rows = items.map((item) => Row({ item, items }));

  return {
    [NAME]: `To do: ${text}`,
    [UI]: (
      <cf-screen>
        <cf-heading level={1}>{text}</cf-heading>
        <cf-hstack gap="1">
          {FILTERS.map((name) => (
            <cf-button
              variant={filter.get() === name ? "solid" : "outline"}
              onClick={() => filter.set(name)}
            >
              {name}
            </cf-button>
          ))}
        </cf-hstack>
        <cf-vstack gap="1">
          {shown.map((item) => <Row item={item} items={items} />)}
        </cf-vstack>
        <cf-hstack gap="1">
          <cf-input $value={draft} placeholder="What is there to do?" />
          <cf-button
            onClick={() => {
              const title = draft.get().trim();
              if (!title) return;
              items.push({ title, done: false });
              draft.set("");
            }}
          >
            Add
          </cf-button>
        </cf-hstack>
        {items.get().some((item) => item.done) && (
          <cf-button variant="ghost" onClick={clearDone}>Clear done</cf-button>
        )}
      </cf-screen>
    ),
    items,
    filter,
    rows,
    summary: text,
    addItem,
    clearDone,
  };
});
