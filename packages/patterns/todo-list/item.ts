/** What an item of a to-do list is, and questions about lists of them. */

export interface Item {
  title: string;
  done: boolean;
}

export const itemSchema = {
  type: "object",
  properties: { title: { type: "string" }, done: { type: "boolean", default: false } },
  required: ["title", "done"],
};

export const itemsSchema = { type: "array", items: itemSchema };

export function openItems(items: readonly Item[]): number {
  return items.filter((item) => !item.done).length;
}

export function summary(items: readonly Item[]): string {
  const open = openItems(items);
  if (items.length === 0) return "nothing to do";
  return open === 0 ? "all done" : `${open} of ${items.length} open`;
}
