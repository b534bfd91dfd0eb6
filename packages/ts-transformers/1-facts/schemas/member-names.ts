/** Names of members that are known from what is written. */
import ts from "typescript";

/** `a` of `x.a`, `"a"` of `x["a"]`; `undefined` for anything else. */
export function staticMemberName(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    return node.questionDotToken === undefined && ts.isIdentifier(node.name)
      ? node.name.text
      : undefined;
  }
  if (!ts.isElementAccessExpression(node) || node.questionDotToken !== undefined) return undefined;
  const key = node.argumentExpression;
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}

/** The key that a member of an object literal gets; `undefined` for symbols and unknown keys. */
export function literalKey(
  name: ts.PropertyName,
  checker: ts.TypeChecker,
): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) {
    return name.text;
  }
  if (!ts.isComputedPropertyName(name)) return undefined;
  const type = checker.getTypeAtLocation(name.expression);
  return type.isStringLiteral() || type.isNumberLiteral() ? String(type.value) : undefined;
}
