/** Amounts as cooks write them. */

const FRACTIONS: readonly (readonly [number, string])[] = [
  [0.25, "¼"],
  [1 / 3, "⅓"],
  [0.5, "½"],
  [2 / 3, "⅔"],
  [0.75, "¾"],
];

export function asText(amount: number): string {
  const whole = Math.floor(amount + 0.05);
  const rest = amount - whole;
  const fraction = FRACTIONS.find(([value]) => Math.abs(value - rest) < 0.05)?.[1] ?? "";
  if (fraction === "") return String(Math.round(amount * 10) / 10);
  return whole === 0 ? fraction : `${whole}${fraction}`;
}

export function scaled(amount: number, from: number, to: number): number {
  return amount * to / from;
}
