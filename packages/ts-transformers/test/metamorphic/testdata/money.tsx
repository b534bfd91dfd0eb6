import { computed, NAME, pattern, UI, Writable } from "commonfabric";
import * as money from "./money-lib.ts";
import { balanceOf, book, CURRENCY, format as show, Sign, topLabel } from "./money-lib.ts";
import { EntryRow } from "./money-row.tsx";
interface Input {
  entries: Writable<money.Entry[]>;
  rate: number;
  label: string;
}
export default pattern<Input>(({ entries, rate, label }) => {
  const balance = computed(() => balanceOf(entries.get()) * rate);
  const rows = entries.map((entry) => EntryRow({ entry, rate }));
  return {
    [NAME]: topLabel({ entries }),
    [UI]: (
      <div>
        <h1>{show(balance)} {CURRENCY} {balance < 0 ? Sign.Minus : Sign.Plus}</h1>
        {rows}
        {rows.map((row) => <b>{row.text}</b>)}
        {entries.get().filter((entry) => money.signOf(entry) === Sign.Plus).map((entry) => (
          <i>{money.format(entry.cents)}</i>
        ))}
        <cf-button onClick={book({ entries, label: label.trim() || "misc" })}>book</cf-button>
      </div>
    ),
    balance,
  };
});
