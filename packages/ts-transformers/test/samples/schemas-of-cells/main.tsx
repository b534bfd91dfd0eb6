import { Cell, cell, pattern, Writable } from "commonfabric";
interface Item {
  title: string;
}
export default pattern<{ start: number }>(({ start }) => {
  const text = new Writable("x");
  const items = new Writable<Item[]>([]);
  const empty = new Writable<Item>();
  const old = cell(3);
  const of = Cell.of({ a: 1 });
  const pick: Writable<"a" | "b"> = new Writable<"a" | "b">("a");
  const mine = new Writable.perUser<number>(0);
  const named = Cell.for<Item>("it");
  const from = new Writable(start);
  return { text, items, empty, old, of, pick, mine, named, from };
});
