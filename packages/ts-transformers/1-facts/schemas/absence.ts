/** Values that may be absent although their type does not say so: elements, and keys of a record. */
import ts from "typescript";
import { withAssertions, withoutAssertions } from "../../walk.ts";
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

/**
 * Whether `expression` reads a computed value that the code asks for being there although its type
 * has no `undefined`: what failed has given none, and the code says what holds then.
 */
export function isAskedFor(
  expression: ts.Expression | undefined,
  root: ts.Symbol,
  { checker }: Provenance,
): boolean {
  if (expression === undefined || !isInVariable(root)) return false;
  const type = checker.getTypeAtLocation(expression);
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return false;
  return checker.getNonNullableType(type) === type && isNullishTested(expression);
}

function isInVariable({ valueDeclaration }: ts.Symbol): boolean {
  const owner = valueDeclaration &&
    ts.findAncestor(valueDeclaration, (at) => ts.isVariableDeclaration(at) || ts.isParameter(at));
  return owner !== undefined && ts.isVariableDeclaration(owner);
}

/** `x ?? y`, `x?.y`, `typeof x`, and comparisons with `undefined` and `null`. */
function isNullishTested(expression: ts.Expression): boolean {
  const outer = withAssertions(expression);
  const { parent } = outer;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression === outer && parent.questionDotToken !== undefined;
  }
  if (!ts.isBinaryExpression(parent)) return false;
  const { left, operatorToken: { kind }, right } = parent;
  if (kind === ts.SyntaxKind.QuestionQuestionToken) return left === outer;
  return EQUALITIES.has(kind) && isNullish(withoutAssertions(left === outer ? right : left));
}

const EQUALITIES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function isNullish(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || ts.isVoidExpression(node) ||
    (ts.isIdentifier(node) && node.text === "undefined");
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
