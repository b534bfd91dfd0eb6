/** product = atom (("*" | "/") atom)*; atom = number | "-" atom | "(" sum ")". */
import { parseSum } from "./sum.ts";
import type { Token } from "./tokens.ts";

export interface Parsed {
  value: number;
  next: number;
}

export function parseProduct(input: readonly Token[], at: number): Parsed {
  let left = parseAtom(input, at);
  for (
    let next = input[left.next];
    next?.text === "*" || next?.text === "/";
    next = input[left.next]
  ) {
    const right = parseAtom(input, left.next + 1);
    const value = next.text === "*" ? left.value * right.value : left.value / right.value;
    left = { value, next: right.next };
  }
  return left;
}

function parseAtom(input: readonly Token[], at: number): Parsed {
  const token = input[at];
  if (token === undefined) throw new SyntaxError("The formula ends too early.");
  if (token.kind === "number") return { value: Number(token.text), next: at + 1 };
  if (token.text === "-") {
    const inner = parseAtom(input, at + 1);
    return { value: -inner.value, next: inner.next };
  }
  if (token.kind !== "open") throw new SyntaxError(`"${token.text}" cannot begin a value.`);
  const inner = parseSum(input, at + 1);
  if (input[inner.next]?.kind !== "close") throw new SyntaxError("A parenthesis is not closed.");
  return { value: inner.value, next: inner.next + 1 };
}
