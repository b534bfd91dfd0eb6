/** A list of things to do, by its streams, by those of its rows, and with a title that it refuses. */
import { action, assert, NAME, pattern, TESTS, UI, Writable } from "commonfabric";
import TodoList from "./main.tsx";

export default pattern(() => {
  const filter = new Writable<"all" | "open" | "done">("all");
  const list = TodoList({ items: [], filter });
  const addTwo = action(() => {
    list.addItem.send({ title: " Tea " });
    list.addItem.send({ title: "Bread" });
  });

  return {
    [TESTS]: [
      { assertion: assert(() => list.summary === "nothing to do") },
      { action: addTwo },
      { assertion: assert(() => list.items.map((item) => item.title).join() === "Tea,Bread") },
      { assertion: assert(() => list[NAME] === "To do: 2 of 2 open") },
      { action: list.rows[0].toggle },
      { assertion: assert(() => list.items[0].done && list.rows[0].done) },
      { action: action(() => filter.set("done")) },
      { render: list[UI] },
      { action: list.clearDone },
      { assertion: assert(() => list.rows.length === 1 && list.rows[0].title === "Bread") },
      { action: list.rows[0].remove },
      { assertion: assert(() => list.items.length === 0) },
      { action: list.addItem, event: { title: "  " } },
      { assertion: assert(() => list.items.length === 0) },
    ],
    expectRuntimeErrors: 1,
  };
});
