/** One row of the list: the item, and streams that change it. */
import { action, handler, pattern, type Stream, UI, type VNode, type Writable } from "commonfabric";
import type { Item } from "./item.ts";

interface RowInput {
  item: Item;
  items: Writable<Item[]>;
}

interface RowOutput {
  [UI]: VNode;
  title: string;
  done: boolean;
  toggle: Stream<void>;
  remove: Stream<void>;
}

const toggle = handler<void, { item: Writable<Item> }>((_event, { item }) => {
  item.update({ done: !item.get().done });
});

export const Row = pattern<RowInput, RowOutput>(({ item, items }) => {
  const remove = action(() => items.remove(item));
  return {
    [UI]: (
      <cf-hstack gap="2" align="center">
        <cf-checkbox $checked={item.done} />
        <span style={{ textDecoration: item.done ? "line-through" : "none" }}>{item.title}</span>
        <cf-button variant="ghost" aria-label={`Remove ${item.title}`} onClick={remove}>
          ×
        </cf-button>
      </cf-hstack>
    ),
    title: item.title,
    done: item.done,
    toggle: toggle({ item }),
    remove,
  };
});
