import { handler, lift, Writable } from "commonfabric";
export interface Entry {
  label: string;
  cents: number;
  kind: "in" | "out";
}
export const CURRENCY = "EUR";
export enum Sign {
  Plus = "+",
  Minus = "-",
}
export function format(cents: number): string {
  return `${(cents / 100).toFixed(2)} ${CURRENCY}`;
}
export const signOf = (entry: Entry): Sign => entry.kind === "in" ? Sign.Plus : Sign.Minus;
export function balanceOf(entries: readonly Entry[]): number {
  return entries.reduce(
    (sum, entry) => sum + (entry.kind === "in" ? entry.cents : -entry.cents),
    0,
  );
}
export const topLabel = lift(({ entries }: { entries: Entry[] }) =>
  entries.toSorted((a, b) => b.cents - a.cents)[0]?.label ?? "none"
);
export const book = handler<{ amount?: number }, { entries: Writable<Entry[]>; label: string }>(
  (event, { entries, label }) => entries.push({ label, cents: event?.amount ?? 1, kind: "in" }),
);
