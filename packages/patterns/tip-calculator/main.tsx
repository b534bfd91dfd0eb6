/** A bill, a tip and a party. The last tip is remembered by a computation that only writes. */
import { computed, type Default, NAME, pattern, str, UI, type VNode, Writable } from "commonfabric";

interface Input {
  bill: Writable<number | Default<0>>;
  percent: Writable<number | Default<15>>;
  people: Writable<number | Default<1>>;
  roundUp: Writable<boolean | Default<false>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  tip: number;
  each: string;
  largest: number;
  advice?: string;
}

const RATES = [10, 15, 20];

function money(amount: number): string {
  return amount.toFixed(2);
}

export default pattern<Input, Output>(({ bill, percent, people, roundUp }) => {
  const largest = new Writable(0);
  const exact = bill.get() * percent.get() / 100;
  const tip = roundUp.get() ? Math.ceil(exact) : exact;
  const total = bill.get() + tip;
  const each = money(total / Math.max(1, people.get()));

  computed(() => {
    if (tip > largest.get()) largest.set(tip);
  });

  return {
    [NAME]: str`${each} each`,
    [UI]: (
      <cf-card>
        <cf-field label="Bill">
          <cf-input type="number" $value={bill} />
        </cf-field>
        <cf-hstack>
          {RATES.map((rate) => (
            <cf-button
              disabled={percent.get() === rate}
              onClick={() => percent.set(rate)}
            >
              {rate} %
            </cf-button>
          ))}
        </cf-hstack>
        <cf-input type="number" min={1} $value={people} />
        <cf-checkbox $checked={roundUp}>round the tip up</cf-checkbox>
        <p>
          {money(bill.get())} + {money(tip)} = <b>{money(total)}</b>
        </p>
        {people.get() > 1 && <p>{each} for each of {people}</p>}
      </cf-card>
    ),
    tip,
    each,
    largest,
    advice: percent.get() < 10 ? "Was it that bad?" : undefined,
  };
});
