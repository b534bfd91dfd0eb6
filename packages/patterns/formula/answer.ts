/** The value of a formula, or what is wrong with it. */
import { parseSum } from "./sum.ts";
import { tokens } from "./tokens.ts";

export interface Answer {
  value: number | null;
  problem: string;
}

export function evaluate(formula: string): Answer {
  try {
    const input = tokens(formula);
    const { value, next } = parseSum(input, 0);
    if (next < input.length) return { value: null, problem: `"${input[next]!.text}" is too much.` };
    return { value, problem: "" };
  } catch (error) {
    return { value: null, problem: (error as Error).message };
  }
}
