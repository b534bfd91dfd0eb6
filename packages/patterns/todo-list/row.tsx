/** One row of the list: the item, and streams that change it. */
import { handler, pattern, UI, type Writable } from "commonfabric";
import { type Item, itemSchema } from "./item.ts";

const toggle = handler(
  false,
  {
    type: "object",
    properties: { item: { ...itemSchema, asCell: ["cell"] } },
    required: ["item"],
  },
  (_event: unknown, { item }: { item: Writable<Item> }) => {
    item.key("done").set(!item.get()?.done);
  },
);

export const row = pattern(
  (input) => {
    const item = input.key("element");
    const flip = toggle({ item });
    return {
      [UI]: (
        <li>
          <button type="button" onClick={flip}>{item.key("title")}</button>
        </li>
      ),
      title: item.key("title"),
      done: item.key("done"),
      toggle: flip,
    };
  },
  { type: "object", properties: { element: itemSchema }, required: ["element"] },
  {
    type: "object",
    properties: {
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      title: { type: "string" },
      done: { type: "boolean" },
      toggle: { asCell: ["stream"] },
    },
    required: ["title", "done", "toggle"],
  },
);
