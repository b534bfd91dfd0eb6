/** An invoice: module-scope lifts, one of them over anything, and the schema of a line as data. */
import {
  action,
  type Default,
  handler,
  lift,
  NAME,
  pattern,
  str,
  type Stream,
  toSchema,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { problemsOf } from "./checks.ts";
import { euros, type Line, TAX_RATES, type TaxRate, type Totals, totalsOf } from "./lines.ts";

interface Input {
  number: number | Default<1>;
  customer: Writable<
    { name: string; address?: { street: string; city: string } } | null | Default<null>
  >;
  lines: Writable<Line[] | Default<[]>>;
  rate: Writable<TaxRate | Default<"full">>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  totals: Totals;
  problems: string[];
  to: string;
  lineSchema: unknown;
  addLine: Stream<Line>;
  removeLine: Stream<{ index: number }>;
  address: Stream<{ name: string; street?: string; city?: string }>;
}

const LINE_SCHEMA = toSchema<Line>();

function check(value: unknown): string[] {
  return problemsOf(value);
}

const problemsIn = lift(check);
const totalsFor = lift<{ lines: Line[]; rate: TaxRate }, Totals>(({ lines, rate }) =>
  totalsOf(lines, rate)
);
const padded = lift((number: number) => String(number).padStart(4, "0"));

const removeLine = handler<{ index: number }, { lines: Writable<Line[]> }>(
  ({ index }, { lines }) => {
    lines.set(lines.get().toSpliced(index, 1));
  },
);

export default pattern<Input, Output>(({ number, customer, lines, rate }) => {
  const totals = totalsFor({ lines, rate });
  const problems = problemsIn(lines);
  const { net, tax, gross } = totals;
  const to = customer.get()?.address?.city ?? customer.get()?.name ?? "nobody";

  const addLine = action<Line>((line) => lines.push(line));
  const address = action<{ name: string; street?: string; city?: string }>(
    ({ name, street, city }) => {
      customer.set(street && city ? { name, address: { street, city } } : { name });
    },
  );

  return {
    [NAME]: str`Invoice ${padded(number)} (${euros(gross)})`,
    [UI]: (
      <article>
        <h1>Invoice № {padded(number)}</h1>
        <address>
          {customer.get() ? customer.get()!.name : <em>no customer</em>}
          {customer.get()?.address && (
            <span>{customer.get()?.address?.street}, {customer.get()?.address?.city}</span>
          )}
        </address>
        <table>
          <tbody>
            {lines.map(({ text, quantity, cents }, index) => (
              <tr>
                <td>{index + 1}</td>
                <td>{text}</td>
                <td>{quantity > 1 ? str`${quantity} × ${euros(cents)}` : euros(cents)}</td>
                <td>
                  <button type="button" onClick={() => lines.set(lines.get().toSpliced(index, 1))}>
                    remove
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <cf-radio-group
          $value={rate}
          items={Object.keys(TAX_RATES).map((name) => ({ label: name, value: name }))}
        />
        <p>{euros(net)} + {euros(tax)} = {euros(gross)}</p>
        {problems.length > 0 && <ul>{problems.map((problem) => <li>{problem}</li>)}</ul>}
      </article>
    ),
    totals,
    problems,
    to,
    lineSchema: LINE_SCHEMA,
    addLine,
    removeLine: removeLine({ lines }),
    address,
  };
});
