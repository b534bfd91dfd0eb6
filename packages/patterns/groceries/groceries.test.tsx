/** What is bought stays in the totals and leaves the open ones; nothing of no name is bought. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import Groceries from "./main.tsx";

interface Item {
  title: string;
  qty: number;
  aisle: "produce" | "dairy" | "other";
  tags: string[];
  done: boolean;
}

export default pattern(() => {
  const items = new Writable<Item[]>([]);
  const list = Groceries({ items, title: "Picnic", filter: "cheap", budget: 2 });

  return {
    [TESTS]: [
      { action: list.add, event: { title: " \t " } },
      { assertion: assert(() => list.items.length === 0 && list.groups.length === 0) },
      { action: list.add, event: { title: "plums", aisle: "produce" } },
      { assertion: assert(() => list.summary === "Picnic: 1 thing") },
      { action: list.add, event: { title: "plums", qty: 0, aisle: "produce" } },
      { action: list.add, event: { title: "brie", qty: 2, aisle: "dairy" } },
      { assertion: assert(() => list.total === 3 && list[NAME] === "Picnic (3)") },
      { assertion: assert(() => list.selected === undefined) },
      { action: action(() => items.key(0, "done").set(true)) },
      { assertion: assert(() => list.open.map(({ qty }) => qty).join() === "0,2") },
      { assertion: assert(() => list.total === 3 && list.items[0].done) },
      {
        assertion: assert(() =>
          valueEqual(list.groups, [{ aisle: "dairy", count: 1 }, { aisle: "produce", count: 2 }])
        ),
      },
      { render: list[UI] },
    ],
  };
});
