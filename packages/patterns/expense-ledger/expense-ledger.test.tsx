/** Sums are exact, what is given back counts, and an expense of no category is not entered. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import ExpenseLedger from "./main.tsx";

export default pattern(() => {
  const ledger = ExpenseLedger({ expenses: [], budget: 30 });

  return {
    expectRuntimeErrors: 1,
    [TESTS]: [
      { assertion: assert(() => ledger.status === "within 0.30" && ledger.budget === 30) },
      { action: ledger.spend, event: { label: "Nail", amount: 0.1, category: "home" } },
      { action: ledger.spend, event: { label: "Screw", amount: 0.2 } },
      { assertion: assert(() => ledger.total === "0.30" && ledger.status === "within 0.30") },
      { action: ledger.spend, event: { label: "Yacht", amount: 1000, category: "yachts" } },
      { assertion: assert(() => ledger.expenses.length === 2 && ledger.total === "0.30") },
      { action: ledger.spend, event: { label: "Dust", amount: 0.009, category: "food" } },
      { assertion: assert(() => ledger.status === "over 0.30") },
      { assertion: assert(() => Object.keys(ledger.byCategory).join() === "food,home,other") },
      { action: ledger.spend, event: { label: "Returned", amount: -2.05, category: "home" } },
      { assertion: assert(() => ledger[NAME] === "Spent -1.74") },
      {
        assertion: assert(() =>
          valueEqual(ledger.byCategory, { food: "0.01", home: "-1.95", other: "0.20" })
        ),
      },
      { render: ledger[UI] },
      { assertion: assert(() => ledger.status === "within 0.30") },
    ],
  };
});
