/** The history of a counter: the most recent values, newest first. */

export const HISTORY_LENGTH = 5;

export function remember(history: readonly number[], value: number): number[] {
  return [value, ...history].slice(0, HISTORY_LENGTH);
}

export function describe(value: number): string {
  if (value === 0) return "zero";
  const size = Math.abs(value) >= 10 ? "large" : "small";
  return `${size} ${value < 0 ? "negative" : "positive"}`;
}
