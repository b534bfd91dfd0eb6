/** Planned and spent money by envelope. */

export type Plan = Record<string, number>;

export interface Line {
  name: string;
  planned: number;
  spent: number;
}

/** Every envelope that was planned or spent from, sorted by name. */
export function linesOf(plan: Readonly<Plan>, spent: Readonly<Plan>): Line[] {
  const names = new Set([...Object.keys(plan), ...Object.keys(spent)]);
  return [...names]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name, planned: plan[name] ?? 0, spent: spent[name] ?? 0 }));
}

export function sum(plan: Readonly<Plan>): number {
  return Object.values(plan).reduce((total, amount) => total + amount, 0);
}
