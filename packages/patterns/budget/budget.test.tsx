/** Envelopes of a budget: spending, going over, another name. */
import { assert, pattern, TESTS, UI, Writable } from "commonfabric";
import Budget from "./main.tsx";

export default pattern(() => {
  const chosen = new Writable("food");
  const budget = Budget({ plan: { rent: 900, food: 300 }, spent: {}, chosen });

  return {
    [TESTS]: [
      { assertion: assert(() => budget.left === 1200 && budget.note === "all within plan") },
      { action: budget.spend, event: { name: "food", amount: 120 } },
      { action: budget.spend, event: { name: "food", amount: 200 } },
      { assertion: assert(() => budget.chosenLeft === -20 && budget.note === "food") },
      { render: budget[UI] },
      { action: budget.rename, event: { from: "rent", to: "home" } },
      { assertion: assert(() => budget.lines.map((line) => line.name).join() === "food,home") },
      { assertion: assert(() => budget.left === 880) },
    ],
  };
});
