/** The operands that a pattern test records of an asserted condition. */
import ts from "typescript";
import type { AssertCapture, DirectFunction } from "../../lowering.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";

/** The outermost comparison, logical operator or call of each condition that `callback` returns. */
export function assertedOperands(callback: DirectFunction): AssertCapture | undefined {
  const conditions = ts.isBlock(callback.body) ? returned(callback.body) : [callback.body];
  const [first, ...further] = conditions.map((condition): AssertCapture => ({
    condition,
    operands: operandsOf(withoutAssertions(condition)),
  }));
  if (first === undefined) return undefined;
  return further.length === 0 ? first : { ...first, further };
}

function returned(body: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function operandsOf(condition: ts.Expression): readonly ts.Expression[] {
  if (ts.isBinaryExpression(condition)) return [condition.left, condition.right].filter(isShown);
  if (ts.isPrefixUnaryExpression(condition)) return [condition.operand].filter(isShown);
  if (!ts.isCallExpression(condition)) return [];
  const callee = withoutAssertions(condition.expression);
  const receiver = ts.isPropertyAccessExpression(callee) ? [callee.expression] : [];
  return [...receiver, ...condition.arguments].filter(isShown);
}

/** Literals and functions say nothing beyond their text. */
function isShown(operand: ts.Expression): boolean {
  const node = withoutAssertions(operand);
  return !ts.isLiteralExpression(node) && !isDirectFunction(node) && !ts.isSpreadElement(node) &&
    node.kind !== ts.SyntaxKind.SuperKeyword;
}
