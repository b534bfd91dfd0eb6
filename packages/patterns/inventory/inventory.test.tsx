/** What runs low is told of until it is ordered. */
import { assert, pattern, TESTS, UI } from "commonfabric";
import Inventory from "./main.tsx";

export default pattern(() => {
  const inventory = Inventory({ things: [], log: [] });

  return {
    [TESTS]: [
      { action: inventory.stock, event: { sku: "a1", name: "Bolts", count: 20 } },
      { action: inventory.stock, event: { sku: "b2", name: "Nuts", count: 3 } },
      { assertion: assert(() => inventory.alerts.join() === "Nuts is low") },
      { action: inventory.cards[0].move, event: { amount: -17 } },
      {
        assertion: assert(() =>
          inventory.alerts.length === 2 && inventory.log[0] === "Bolts: 20 -> 3 (counted)"
        ),
      },
      { action: inventory.reorder },
      { assertion: assert(() => inventory.alerts.length === 0) },
      { render: inventory[UI] },
    ],
  };
});
