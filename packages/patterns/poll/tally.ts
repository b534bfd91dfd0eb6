/** Counting votes. */
import type { Default } from "commonfabric";

export interface Option {
  label: string;
  votes: number | Default<0>;
}

export function totalVotes(options: readonly Option[]): number {
  return options.reduce((sum, option) => sum + option.votes, 0);
}

/** The labels with the most votes; empty before the first vote. */
export function leaders(options: readonly Option[]): string[] {
  const most = Math.max(0, ...options.map((option) => option.votes));
  return most === 0 ? [] : options.filter((option) => option.votes === most).map((o) => o.label);
}

export function share(votes: number, total: number): number {
  return total === 0 ? 0 : Math.round((votes / total) * 100);
}
