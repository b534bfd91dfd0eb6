/** The member names that are known when a program is checked. */
import ts from "typescript";
import type { Unit } from "./unit.ts";

/** The key as text, or `undefined` when it is known at run time only. */
export function staticKey(unit: Unit, node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
  const type = unit.typeOf(node);
  if (type.isStringLiteral() || type.isNumberLiteral()) return String(type.value);
  return undefined;
}

/** The name of a property in a literal or pattern. */
export function propertyKey(unit: Unit, name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return staticKey(unit, name.expression);
  if (ts.isBigIntLiteral(name)) return undefined;
  return name.text;
}
