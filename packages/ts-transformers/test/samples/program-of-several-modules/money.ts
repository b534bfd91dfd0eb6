import type { Row } from "./types.ts";
export const LABELS = { total: "Total" };
export function money(rows: readonly Row[], rate: number): number {
  return rows.reduce((sum, row) => sum + row.price, 0) * rate;
}
