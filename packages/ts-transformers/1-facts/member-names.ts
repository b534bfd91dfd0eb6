/** Names of members that are known when a program is checked. */
import ts from "typescript";
import { withoutAssertions } from "../walk.ts";

/** `a` of `x.a`, `"a"` of `x["a"]`; `undefined` for anything else. */
export function staticMemberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    return node.questionDotToken === undefined && ts.isIdentifier(node.name)
      ? node.name.text
      : undefined;
  }
  if (!ts.isElementAccessExpression(node) || node.questionDotToken !== undefined) return undefined;
  const key = withoutAssertions(node.argumentExpression);
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}

/** A key that is written as a literal or has the type of one. */
export function typedKey(
  key: ts.Expression,
  typeOf: (node: ts.Expression) => ts.Type,
): string | undefined {
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return key.text;
  const type = typeOf(key);
  return type.isStringLiteral() || type.isNumberLiteral() ? String(type.value) : undefined;
}

/** The name of a member in a literal or pattern; `undefined` for symbols and unknown keys. */
export function typedName(
  name: ts.PropertyName,
  typeOf: (node: ts.Expression) => ts.Type,
): string | undefined {
  if (ts.isComputedPropertyName(name)) return typedKey(name.expression, typeOf);
  return ts.isBigIntLiteral(name) || ts.isPrivateIdentifier(name) ? undefined : name.text;
}
