/** A ledger of expenses with a budget, totals by category and a warning. */
import {
  type Default,
  derive,
  handler,
  ifElse,
  NAME,
  pattern,
  str,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { CATEGORIES, type Expense, totalCents, totalsByCategory } from "./ledger.ts";
import { centsFromAmount, formatCents } from "./money.ts";

interface Input {
  expenses: Writable<Expense[] | Default<[]>>;
  /** In cents. */
  budget: Writable<number | Default<10000>>;
}

interface Spend {
  label: string;
  amount: number;
  category?: string;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  expenses: Expense[];
  budget: number;
  total: string;
  status: string;
  byCategory: Record<string, string>;
  spend: Stream<Spend>;
  setBudget: Stream<{ amount: number }>;
}

const spend = handler<Spend, { expenses: Writable<Expense[]> }>(
  ({ label, amount, category = "other" }, { expenses }) => {
    if (!CATEGORIES.includes(category)) throw new Error(`There is no category "${category}".`);
    expenses.push({ label, category, cents: centsFromAmount(amount) });
  },
);

const setBudget = handler<{ amount: number }, { budget: Writable<number> }>(
  ({ amount }, { budget }) => budget.set(centsFromAmount(amount)),
);

export default pattern<Input, Output>(({ expenses, budget }) => {
  const cents = derive(expenses, (list) => totalCents(list));
  const byCategory = derive(expenses, (list) => totalsByCategory(list));
  const total = formatCents(cents);
  const limit = derive({ budget }, ({ budget }) => formatCents(budget));
  const status = ifElse(cents > budget.get(), str`over ${limit}`, str`within ${limit}`);

  return {
    [NAME]: str`Spent ${total}`,
    [UI]: (
      <cf-card>
        <cf-heading level={2}>{total} ({status})</cf-heading>
        <table>
          <tbody>
            {Object.entries(byCategory).sort(([a], [b]) => (a < b ? -1 : 1)).map((
              [category, amount],
            ) => (
              <tr>
                <th>{category}</th>
                <td>{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ol>
          {expenses.map((expense) => (
            <li>
              {expense.label}: {formatCents(expense.cents)}
              {expense.category !== "other" && <cf-badge>{expense.category}</cf-badge>}
            </li>
          ))}
        </ol>
      </cf-card>
    ),
    expenses,
    budget,
    total,
    status,
    byCategory,
    spend: spend({ expenses }),
    setBudget: setBudget({ budget }),
  };
});
