import { pattern } from "commonfabric";
interface Item {
  title: string;
  done: boolean;
  tags: string[];
}
export default pattern<{ items: Item[]; key: string }>(({ items, key }) => ({
  found: items.find((item) => item.title === key)?.tags,
  at: items.findIndex((item) => item.done),
  some: items.some((item) => item.done),
  every: items.every((item) => item.title !== ""),
  count: items.length,
  titles: items.reduce((all, item) => all + item.title, ""),
  first: items.at(0)?.title,
}));
