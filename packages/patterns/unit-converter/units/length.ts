/** Lengths, in metres. */

export const LENGTHS = { m: 1, km: 1000, cm: 0.01, mi: 1609.344, ft: 0.3048 };

export function isLength(unit: string): boolean {
  return Object.hasOwn(LENGTHS, unit);
}
