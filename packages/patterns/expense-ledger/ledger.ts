/** Questions about a list of expenses. */
import type { Default } from "commonfabric";
import { formatCents } from "./money.ts";

export interface Expense {
  label: string;
  category: string | Default<"other">;
  cents: number;
}

export const CATEGORIES = ["food", "travel", "home", "other"];

export function totalCents(expenses: readonly Expense[]): number {
  return expenses.reduce((sum, expense) => sum + expense.cents, 0);
}

export function totalsByCategory(expenses: readonly Expense[]): Record<string, string> {
  const totals = new Map<string, number>();
  for (const { category, cents } of expenses) {
    totals.set(category, (totals.get(category) ?? 0) + cents);
  }
  const known = CATEGORIES.filter((category) => totals.has(category));
  return Object.fromEntries(
    known.map((category) => [category, formatCents(totals.get(category)!)]),
  );
}
