import { pattern } from "commonfabric";
import type { Item as Other } from "./other.ts";
interface Item {
  title: string;
}
export default pattern<{ mine: Item; theirs: Other; again: Item[] }>(({ mine, theirs }) => ({
  title: mine.title,
  size: theirs.size,
}));
