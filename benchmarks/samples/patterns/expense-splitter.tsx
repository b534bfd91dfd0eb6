import {
  computed,
  Default,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** Somebody paid for a group. */
interface Expense {
  what: string;
  amount: number;
  paidBy: string;
  /** Everybody when empty. */
  sharedBy: string[] | Default<[]>;
  settled: boolean | Default<false>;
}

interface Person {
  name: string;
  /** How many shares of each expense. */
  weight: number | Default<1>;
}

interface Balance {
  name: string;
  balance: number;
}

interface Transfer {
  from: string;
  to: string;
  amount: number;
}

interface Input {
  currency: string | Default<"EUR">;
  people: Writable<Person[] | Default<[]>>;
  expenses: Writable<Expense[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  expenses: Expense[];
  balances: Balance[];
  transfers: Transfer[];
  total: number;
  addExpense: Stream<{ what: string; amount: number; paidBy: string }>;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

const formatted = (amount: number, currency: string): string => `${amount.toFixed(2)} ${currency}`;

const balancesOf = lift(
  (input: { people: Person[]; expenses: Expense[] }): Balance[] => {
    const balance = new Map<string, number>();
    for (const person of input.people) balance.set(person.name, 0);
    for (const expense of input.expenses) {
      if (expense.settled) continue;
      const sharing = input.people.filter((person) =>
        expense.sharedBy.length === 0 || expense.sharedBy.includes(person.name)
      );
      const weights = sharing.reduce((sum, { weight }) => sum + weight, 0);
      if (weights === 0) continue;
      for (const { name, weight } of sharing) {
        const share = (expense.amount * weight) / weights;
        balance.set(name, (balance.get(name) ?? 0) - share);
      }
      const paid = balance.get(expense.paidBy) ?? 0;
      balance.set(expense.paidBy, paid + expense.amount);
    }
    return [...balance].map(([name, value]) => ({
      name,
      balance: cents(value),
    }));
  },
);

/** Few transfers: the largest debt always meets the largest credit. */
const transfersOf = lift((balances: Balance[]): Transfer[] => {
  const open = balances.map((each) => ({ ...each }));
  const transfers: Transfer[] = [];
  for (let round = 0; round < balances.length; round++) {
    open.sort((a, b) => a.balance - b.balance);
    const debtor = open[0];
    const creditor = open[open.length - 1];
    if (debtor === undefined || creditor === undefined) break;
    const amount = cents(Math.min(-debtor.balance, creditor.balance));
    if (amount <= 0) break;
    debtor.balance += amount;
    creditor.balance -= amount;
    transfers.push({ from: debtor.name, to: creditor.name, amount });
  }
  return transfers;
});

const addExpense = handler<
  { what: string; amount: number; paidBy: string },
  { expenses: Writable<Expense[]> }
>(({ what, amount, paidBy }, { expenses }) => {
  if (amount <= 0) return;
  expenses.push({ what, amount, paidBy, sharedBy: [], settled: false });
});

const addPerson = handler<
  { detail: { message: string } },
  { people: Writable<Person[]> }
>(({ detail }, { people }) => {
  const name = detail.message.trim();
  if (name !== "") people.addUnique({ name, weight: 1 });
});

const submitExpense = handler<
  unknown,
  {
    expenses: Writable<Expense[]>;
    what: Writable<string>;
    amount: Writable<string>;
    paidBy: Writable<string>;
  }
>((_event, { expenses, what, amount, paidBy }) => {
  const value = Number(amount.get());
  if (!Number.isFinite(value) || value <= 0 || paidBy.get() === "") return;
  expenses.push({
    what: what.get() || "something",
    amount: cents(value),
    paidBy: paidBy.get(),
    sharedBy: [],
    settled: false,
  });
  what.set("");
  amount.set("");
});

export default pattern<Input, Output>(({ currency, people, expenses }) => {
  const what = new Writable("");
  const amount = new Writable("");
  const paidBy = new Writable("");

  const total = computed(() =>
    cents(expenses.get().reduce((sum, expense) => sum + expense.amount, 0))
  );
  const balances = balancesOf({ people, expenses });
  const transfers = transfersOf(balances);
  const choices = computed(() => people.get().map(({ name }) => ({ label: name, value: name })));

  return {
    [NAME]: computed(() => `Expenses: ${formatted(total, currency)}`),
    [UI]: (
      <cf-screen>
        <cf-vstack gap="4" padding="4">
          <cf-heading level={2}>
            {formatted(total, currency)} in {expenses.get().length} expenses
          </cf-heading>

          <cf-hstack gap="2">
            <cf-input $value={what} placeholder="What for?" />
            <cf-input $value={amount} type="number" placeholder="0.00" />
            <cf-select $value={paidBy} items={choices} />
            <cf-button
              onClick={submitExpense({ expenses, what, amount, paidBy })}
            >
              Add
            </cf-button>
          </cf-hstack>

          <cf-grid columns={2} gap="2">
            {balances.map((entry) => (
              <cf-card>
                <b>{entry.name}</b>
                <span
                  style={{ color: entry.balance < 0 ? "crimson" : "green" }}
                >
                  {formatted(entry.balance, currency)}
                </span>
              </cf-card>
            ))}
          </cf-grid>

          {transfers.length > 0
            ? (
              <ol>
                {transfers.map((transfer) => (
                  <li>
                    {transfer.from} pays {transfer.to} {formatted(transfer.amount, currency)}
                  </li>
                ))}
              </ol>
            )
            : <cf-empty-state message="Nobody owes anything." />}

          {expenses.map((expense) => (
            <cf-card>
              <cf-hstack justify="between">
                <cf-input $value={expense.what} />
                <span>
                  {formatted(expense.amount, currency)} by {expense.paidBy}
                </span>
                <cf-checkbox $checked={expense.settled}>Settled</cf-checkbox>
              </cf-hstack>
              <cf-hstack gap="1">
                {people.map((person) => (
                  <cf-chip
                    label={person.name}
                    color={expense.sharedBy.includes(person.name) ? "blue" : "gray"}
                  />
                ))}
              </cf-hstack>
            </cf-card>
          ))}

          <cf-message-input
            placeholder="Add a person"
            oncf-send={addPerson({ people })}
          />
        </cf-vstack>
      </cf-screen>
    ),
    expenses,
    balances,
    transfers,
    total,
    addExpense: addExpense({ expenses }),
  };
});
