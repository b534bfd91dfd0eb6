import { pattern } from "commonfabric";
interface Item {
  id: string;
  title: string;
  done: boolean;
}
type Page<T> = { rows: T[]; total: number };
interface Input {
  draft: Partial<Item>;
  head: Pick<Item, "title" | "id">;
  rest: Omit<Item, "done">;
  page: Page<Item>;
  flags: { [K in keyof Item]: boolean };
}
export default pattern<Input>(({ head }) => ({ head }));
