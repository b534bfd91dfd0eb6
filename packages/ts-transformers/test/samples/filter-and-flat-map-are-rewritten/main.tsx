import { pattern } from "commonfabric";
interface Item {
  title: string;
  done: boolean;
  tags: string[];
}
export default pattern<{ items: Item[]; min: number }>(({ items, min }) => ({
  open: items.filter((item) => !item.done && item.tags.length > min),
  tags: items.flatMap((item) => item.tags),
  pairs: items.flatMap((item) => [item.title, item.title]),
}));
