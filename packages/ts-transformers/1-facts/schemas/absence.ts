/** Values that may be absent although their type does not say so: elements, and keys of a record. */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";
import type { Provenance } from "../provenance.ts";

/** Whether the name is bound to an element of a list or to a key of an index signature. */
export function isElement(symbol: ts.Symbol, provenance: Provenance): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration)) {
    return declaration.initializer === undefined && declaration.dotDotDotToken === undefined &&
      ts.isArrayBindingPattern(declaration.parent);
  }
  return ts.isVariableDeclaration(declaration) && declaration.type === undefined &&
    mayBeAbsent(declaration.initializer, provenance);
}

/** Whether `expression` reads an element or a key that no type declares. */
export function mayBeAbsent(
  expression: ts.Expression | undefined,
  { checker }: Provenance,
): boolean {
  if (expression === undefined) return false;
  const node = withoutAssertions(expression);
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isAccess || (checker.getTypeAtLocation(node.expression).flags & ts.TypeFlags.Any) !== 0) {
    return false;
  }
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  return checker.getSymbolAtLocation(name) === undefined;
}
