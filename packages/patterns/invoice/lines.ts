/** Lines of an invoice, in cents, and what they come to. */
import type { Default } from "commonfabric";

export interface Line {
  text: string;
  quantity: number | Default<1>;
  cents: number;
}

export interface Totals {
  net: number;
  tax: number;
  gross: number;
}

export const TAX_RATES = { none: 0, reduced: 7, full: 19 } as const;
export type TaxRate = keyof typeof TAX_RATES;

export function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} €`;
}

export function totalsOf(lines: readonly Line[], rate: TaxRate): Totals {
  const net = lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0);
  const tax = Math.round(net * TAX_RATES[rate] / 100);
  return { net, tax, gross: net + tax };
}
