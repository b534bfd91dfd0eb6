/** Conversion between two units of one kind. */
import { isLength, LENGTHS } from "./length.ts";
import { isMass, MASSES } from "./mass.ts";

function factor(table: Readonly<Record<string, number>>, unit: string): number {
  return table[unit]!;
}

/** `undefined` when the two units measure different things. */
export function convert(amount: number, from: string, to: string): number | undefined {
  if (isLength(from) && isLength(to)) {
    return (amount * factor(LENGTHS, from)) / factor(LENGTHS, to);
  }
  if (isMass(from) && isMass(to)) return (amount * factor(MASSES, from)) / factor(MASSES, to);
  return undefined;
}

export default convert;
