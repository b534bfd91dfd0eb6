/**
 * The type of what an expression gives. The checker takes members of records and elements of lists
 * to be there, and so forgets the right side of `scores[who] ?? "none"`; stored data may lack them.
 */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";

/** Part of the checker that is not in its declarations. */
interface Unions {
  getUnionType(types: readonly ts.Type[]): ts.Type;
}

export function expressionType(expression: ts.Expression, checker: ts.TypeChecker): ts.Type {
  const fallback = fallbackOf(expression);
  if (fallback === undefined) return checker.getTypeAtLocation(expression);
  const { getUnionType } = checker as unknown as Unions;
  const right = expressionType(fallback.right, checker);
  const left = checker.getNonNullableType(expressionType(fallback.left, checker));
  if (checker.isTypeAssignableTo(right, left)) return left;
  return getUnionType([
    left,
    right.isLiteral() ? checker.getBaseTypeOfLiteralType(right) : right,
  ]);
}

/** Whether `expression` has a fallback that the checker may have forgotten. */
export function hasFallback(expression: ts.Expression): boolean {
  return fallbackOf(expression) !== undefined;
}

function fallbackOf(expression: ts.Expression): ts.BinaryExpression | undefined {
  let node = expression;
  // An assertion declares the type of all that is in it.
  while (ts.isParenthesizedExpression(node)) node = node.expression;
  if (!ts.isBinaryExpression(node)) return undefined;
  const isFallback = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isFallback && mayBeMissing(node.left) ? node : undefined;
}

function mayBeMissing(expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  if (ts.isElementAccessExpression(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return mayBeMissing(node.expression);
  return ts.isBinaryExpression(node) && fallbackOf(node) !== undefined;
}
