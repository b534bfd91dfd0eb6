import { NAME, pattern, UI, VNode } from "commonfabric";
import { type Entry, format, signOf } from "./money-lib.ts";
export const EntryRow = pattern<{ entry: Entry; rate: number }, { [UI]: VNode; text: string }>((
  { entry, rate },
) => ({
  [UI]: <li>{signOf(entry)}{format(entry.cents * rate)} {entry.label}</li>,
  text: `${signOf(entry)}${entry.label}`,
}));
export default pattern<{ entry: Entry }>(({ entry }) => ({
  [NAME]: entry.label,
  [UI]: (
    <div>
      {format(entry.cents)}
      <EntryRow entry={entry} rate={2} />
    </div>
  ),
}));
