/** Calls that protect: values left unfrozen, tests over lists that always pass, refusals that accept. */
import ts from "typescript";
import type { Alternative } from "../mutant.ts";

const PROTECTORS: ReadonlySet<string> = new Set([
  "Object.freeze",
  "Object.preventExtensions",
  "deepFreeze",
  "freeze",
  "harden",
]);

/** Alternatives of a call expression. `refusals` gives calls by name what accepts instead. */
export function callAlternatives(
  node: ts.CallExpression,
  refusals: Readonly<Record<string, string>>,
): Alternative[] {
  if ((node.flags & ts.NodeFlags.OptionalChain) !== 0 || ts.isExpressionStatement(node.parent)) {
    return [];
  }
  const callee = node.expression.getText();
  const [argument] = node.arguments;
  if (PROTECTORS.has(callee) && argument !== undefined) {
    return [expression("left unfrozen", argument.getText())];
  }
  if (Object.hasOwn(refusals, callee)) return [expression("refusal accepts", refusals[callee]!)];
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { name } = node.expression;
  if (name.text === "every") return [expression("test of all passes", "true")];
  if (name.text === "some") return [expression("test of some fails", "false")];
  if (name.text === "filter") {
    return [expression("filter dropped", node.expression.expression.getText())];
  }
  return [];
}

function expression(kind: string, text: string): Alternative {
  return { kind, form: "expression", text };
}
