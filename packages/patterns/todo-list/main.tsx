/** A to-do list: items are data, every item has a row with its own streams. */
import { handler, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import { type Item, itemsSchema, summary } from "./item.ts";
import { row } from "./row.tsx";

const itemsState = {
  type: "object",
  properties: { items: { ...itemsSchema, asCell: ["cell"] } },
  required: ["items"],
};

const addItem = handler(
  { type: "object", properties: { title: { type: "string" } }, required: ["title"] },
  itemsState,
  (event: { title: string }, { items }: { items: Writable<Item[]> }) => {
    const title = event.title.trim();
    if (title === "") throw new Error("An item needs a title.");
    items.push({ title, done: false });
  },
);

const clearDone = handler(
  false,
  itemsState,
  (_event: unknown, { items }: { items: Writable<Item[]> }) => {
    items.set((items.get() ?? []).filter((item) => !item.done));
  },
);

const summarise = lift((items: Item[]) => summary(items), itemsSchema, { type: "string" });

export default pattern(
  (input) => {
    const items = input.key("items");
    const text = summarise(items);
    const rows = items.mapWithPattern(row, {});
    return {
      [NAME]: str`To do: ${text}`,
      [UI]: (
        <section>
          <h1>{text}</h1>
          <ul>{rows}</ul>
        </section>
      ),
      items,
      rows,
      summary: text,
      addItem: addItem({ items }),
      clearDone: clearDone({ items }),
    };
  },
  {
    type: "object",
    properties: { items: { ...itemsSchema, default: [] } },
    required: ["items"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      items: itemsSchema,
      rows: { type: "array", items: true },
      summary: { type: "string" },
      addItem: { asCell: ["stream"] },
      clearDone: { asCell: ["stream"] },
    },
    required: ["items", "summary", "addItem", "clearDone"],
  },
);
