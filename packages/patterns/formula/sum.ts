/** sum = product (("+" | "-") product)*. A product may hold a sum in parentheses: see product.ts. */
import { type Parsed, parseProduct } from "./product.ts";
import type { Token } from "./tokens.ts";

export function parseSum(input: readonly Token[], at: number): Parsed {
  let left = parseProduct(input, at);
  for (
    let next = input[left.next];
    next?.text === "+" || next?.text === "-";
    next = input[left.next]
  ) {
    const right = parseProduct(input, left.next + 1);
    const value = next.text === "+" ? left.value + right.value : left.value - right.value;
    left = { value, next: right.next };
  }
  return left;
}
