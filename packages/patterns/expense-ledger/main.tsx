/** A ledger of expenses with a budget, totals by category and a warning. */
import { handler, ifElse, lift, NAME, pattern, str, UI, type Writable } from "commonfabric";
import {
  CATEGORIES,
  type Expense,
  expensesSchema,
  totalCents,
  totalsByCategory,
} from "./ledger.ts";
import { centsFromAmount, formatCents } from "./money.ts";

const expensesState = {
  type: "object",
  properties: { expenses: { ...expensesSchema, asCell: ["cell"] } },
  required: ["expenses"],
};

interface Spend {
  label: string;
  amount: number;
  category: string;
}

const spend = handler(
  {
    type: "object",
    properties: {
      label: { type: "string" },
      amount: { type: "number" },
      category: { type: "string", default: "other" },
    },
    required: ["label", "amount", "category"],
  },
  expensesState,
  (event: Spend, { expenses }: { expenses: Writable<Expense[]> }) => {
    if (!CATEGORIES.includes(event.category)) {
      throw new Error(`There is no category "${event.category}".`);
    }
    const cents = centsFromAmount(event.amount);
    expenses.push({ label: event.label, category: event.category, cents });
  },
);

const setBudget = handler(
  { type: "object", properties: { amount: { type: "number" } }, required: ["amount"] },
  {
    type: "object",
    properties: { budget: { type: "number", asCell: ["cell"] } },
    required: ["budget"],
  },
  (event: { amount: number }, { budget }: { budget: Writable<number> }) => {
    budget.set(centsFromAmount(event.amount));
  },
);

const sum = lift((expenses: Expense[]) => totalCents(expenses), expensesSchema, { type: "number" });

const format = lift((cents: number) => formatCents(cents), { type: "number" }, { type: "string" });

const byCategory = lift(
  (expenses: Expense[]) => totalsByCategory(expenses),
  expensesSchema,
  { type: "object", additionalProperties: { type: "string" } },
);

const isOver = lift(
  ({ total, budget }: { total: number; budget: number }) => total > budget,
  {
    type: "object",
    properties: { total: { type: "number" }, budget: { type: "number" } },
    required: ["total", "budget"],
  },
  { type: "boolean" },
);

export default pattern(
  (input) => {
    const expenses = input.key("expenses");
    const budget = input.key("budget");
    const cents = sum(expenses);
    const total = format(cents);
    const limit = format(budget);
    const status = ifElse(
      isOver({ total: cents, budget }),
      str`over ${limit}`,
      str`within ${limit}`,
    );
    return {
      [NAME]: str`Spent ${total}`,
      [UI]: <p>{total} ({status})</p>,
      expenses,
      budget,
      total,
      status,
      byCategory: byCategory(expenses),
      spend: spend({ expenses }),
      setBudget: setBudget({ budget }),
    };
  },
  {
    type: "object",
    properties: {
      expenses: { ...expensesSchema, default: [] },
      budget: { type: "number", default: 10000 },
    },
    required: ["expenses", "budget"],
  },
  {
    type: "object",
    properties: {
      $NAME: { type: "string" },
      $UI: { $ref: "https://commonfabric.org/schemas/vnode.json" },
      expenses: expensesSchema,
      budget: { type: "number" },
      total: { type: "string" },
      status: { type: "string" },
      byCategory: { type: "object", additionalProperties: { type: "string" } },
      spend: { asCell: ["stream"] },
      setBudget: { asCell: ["stream"] },
    },
    required: ["expenses", "budget", "total", "status", "byCategory", "spend", "setBudget"],
  },
);
