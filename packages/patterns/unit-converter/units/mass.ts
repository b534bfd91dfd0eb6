/** Masses, in kilograms. */

export const MASSES = { kg: 1, g: 0.001, t: 1000, lb: 0.45359237, oz: 0.028349523125 };

export function isMass(unit: string): boolean {
  return Object.hasOwn(MASSES, unit);
}
