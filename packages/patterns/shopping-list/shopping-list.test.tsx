/** Things to buy stand on the shelves of their aisles. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import ShoppingList from "./main.tsx";

export default pattern(() => {
  const list = ShoppingList({ items: [], hideBought: false });

  return {
    [TESTS]: [
      { assertion: assert(() => list[NAME] === "Shopping: done") },
      { action: list.add, event: { title: "Oat milk", amount: 2 } },
      { action: list.add, event: { title: "Batteries" } },
      { assertion: assert(() => list.left === 2 && list.shelves[0].aisle === "Dairy & eggs") },
      { assertion: assert(() => list.shelves[0].items[0].amount === 2) },
      { action: list.forget },
      { assertion: assert(() => list.items.length === 2) },
      { render: list[UI] },
    ],
  };
});
