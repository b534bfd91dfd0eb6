/** What an item of a to-do list is, and questions about lists of them. */
import type { Default } from "commonfabric";

export interface Item {
  title: string;
  done: boolean | Default<false>;
}

export type Filter = "all" | "open" | "done";

export const FILTERS: readonly Filter[] = ["all", "open", "done"];

export function isShown(item: Item, filter: Filter): boolean {
  return filter === "all" || item.done === (filter === "done");
}

export function summary(items: readonly Item[]): string {
  if (items.length === 0) return "nothing to do";
  const open = items.filter((item) => !item.done).length;
  return open === 0 ? "all done" : `${open} of ${items.length} open`;
}
