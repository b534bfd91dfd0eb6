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
      (ts.isArrayBindingPattern(declaration.parent) || isUndeclaredKey(declaration, provenance));
  }
  return ts.isVariableDeclaration(declaration) && declaration.type === undefined &&
    (mayBeAbsent(declaration.initializer, provenance) ||
      mayBeAbsent(computedValue(declaration.initializer, provenance), provenance));
}

/** Whether a name that is taken out of an object is no declared member of it. */
function isUndeclaredKey(element: ts.BindingElement, { checker }: Provenance): boolean {
  const key = element.propertyName ?? element.name;
  if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key)) return false;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(element.parent));
  return checker.getPropertyOfType(type, key.text) === undefined &&
    checker.getIndexInfosOfType(type).length > 0;
}

/** `items[n]` of `computed(() => items[n])`. */
function computedValue(
  initializer: ts.Expression | undefined,
  provenance: Provenance,
): ts.Expression | undefined {
  const call = initializer === undefined ? undefined : withoutAssertions(initializer);
  if (call === undefined || !ts.isCallExpression(call)) return undefined;
  if (provenance.hostValue(call.expression)?.callKind !== "computed") return undefined;
  const callback = call.arguments[0] && withoutAssertions(call.arguments[0]);
  return callback !== undefined && ts.isArrowFunction(callback) && !ts.isBlock(callback.body)
    ? callback.body
    : undefined;
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
  const name = ts.isPropertyAccessExpression(node)
    ? node.name
    : withoutAssertions(node.argumentExpression);
  const isWritten = ts.isPropertyAccessExpression(node) || ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name);
  // A key that is known later names a declared member only where the type has nothing else.
  if (!isWritten) {
    const base = checker.getNonNullableType(checker.getTypeAtLocation(node.expression));
    return checker.getIndexInfosOfType(base).length > 0;
  }
  return checker.getSymbolAtLocation(name) === undefined;
}
