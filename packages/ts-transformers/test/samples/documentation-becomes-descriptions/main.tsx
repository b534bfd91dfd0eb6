import { pattern, type Stream } from "commonfabric";
/**
 * A thing to do. #Task #daily
 * @see nothing
 */
interface Item {
  /** What to do. */
  title: string;
  /** Whether it is #done. */
  done: boolean;
  // no documentation
  size: number;
}
/** All of it. */
interface Input {
  /** The list. */
  items: Item[];
  item: Item;
  /**
   * Adds one.
   * @deprecated use the other
   */
  add: Stream<{ title: string }>;
  /** @deprecated gone */
  old?: string;
}
export default pattern<Input>(({ items }) => ({ items }));
