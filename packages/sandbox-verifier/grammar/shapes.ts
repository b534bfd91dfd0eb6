/** Small shapes of trees that several module-level forms are made of. */
import type { AnyNode, CallExpression, Expression, Identifier, MemberExpression } from "acorn";

/** The value of a string literal, or `undefined`. */
export function stringValue(node: AnyNode | null | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

export function isIdentifier(
  node: AnyNode | null | undefined,
  name: string,
): node is Identifier {
  return node?.type === "Identifier" && node.name === name;
}

/** `NAME` of `object.NAME` and `object["NAME"]`, or `undefined`. */
export function memberName(node: MemberExpression): string | undefined {
  if (node.optional) return undefined;
  if (node.computed) return stringValue(node.property);
  return node.property.type === "Identifier" ? node.property.name : undefined;
}

/** A call of exactly `callee(...)`, or `undefined`. An optional one is inside a chain expression. */
export function callOf(
  node: AnyNode | null | undefined,
  callee: string,
): (CallExpression & { callee: Identifier }) | undefined {
  if (node?.type !== "CallExpression") return undefined;
  return isIdentifier(node.callee, callee)
    ? node as CallExpression & { callee: Identifier }
    : undefined;
}

/** Whether `node` is a function written in place. */
export function isDirectFunction(node: AnyNode): boolean {
  return node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

/** `void 0`. */
export function isVoidZero(node: Expression): boolean {
  return node.type === "UnaryExpression" && node.operator === "void" &&
    node.argument.type === "Literal" && node.argument.value === 0;
}

/** A literal index `0`, `1`, ... */
export function isIndex(node: AnyNode): boolean {
  return node.type === "Literal" && Number.isSafeInteger(node.value);
}
