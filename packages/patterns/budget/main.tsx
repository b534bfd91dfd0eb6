/** A budget of envelopes: records by name, entries of them, a chosen one by a dynamic key. */
import {
  action,
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  unless,
  type VNode,
  when,
  type Writable,
} from "commonfabric";
import { type Line, linesOf, type Plan, sum } from "./plan.ts";

interface Input {
  plan: Writable<Default<Plan, { rent: 900; food: 300 }>>;
  spent: Writable<Plan | Default<{}>>;
  chosen: Writable<string | Default<"food">>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  lines: Line[];
  left: number;
  chosenLeft: number;
  note: string;
  spend: Stream<{ name: string; amount: number }>;
  rename: Stream<{ from: string; to: string }>;
}

const spend = handler<{ name: string; amount: number }, { spent: Writable<Plan> }>(
  ({ name, amount }, { spent }) => {
    spent.update({ [name]: (spent.get()[name] ?? 0) + amount });
  },
);

export default pattern<Input, Output>(({ plan, spent, chosen }) => {
  const lines = computed(() => linesOf(plan.get(), spent.get()));
  const left = sum(plan.get()) - sum(spent.get());
  const chosenLeft = (plan.get()[chosen.get()] ?? 0) - (spent.get()[chosen.get()] ?? 0);
  const over = lines.filter((line) => line.spent > line.planned).map((line) => line.name);
  const note = unless(over.join(", "), "all within plan");

  const rename = action<{ from: string; to: string }>(({ from, to }) => {
    const { [from]: amount, ...rest } = plan.get();
    if (amount !== undefined) plan.set({ ...rest, [to]: amount });
  });

  return {
    [NAME]: `Budget: ${left} left`,
    [UI]: (
      <cf-vstack>
        {when(over.length > 0, <cf-alert status="error" message={`Over: ${note}`} />)}
        <cf-select
          $value={chosen}
          items={lines.map(({ name }) => ({ label: name, value: name }))}
        />
        <p>
          {chosen}: {chosenLeft < 0 ? <strong>{-chosenLeft} over</strong> : `${chosenLeft} left`}
        </p>
        <dl>
          {Object.entries(plan.get()).toSorted(([a], [b]) => (a < b ? -1 : 1)).map((
            [name, amount],
          ) => (
            <div>
              <dt>{name}</dt>
              <dd>{spent.get()[name] ?? 0} of {amount}</dd>
              <cf-button onClick={() => chosen.set(name)}>Choose</cf-button>
            </div>
          ))}
        </dl>
      </cf-vstack>
    ),
    lines,
    left,
    chosenLeft,
    note,
    spend: spend({ spent }),
    rename,
  };
});
