/** Conditions: one that is never or always met, one operand dropped, a comparison off by one. */
import ts from "typescript";
import type { Alternative } from "../mutant.ts";

const { SyntaxKind } = ts;

const LOGICAL: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.AmpersandAmpersandToken, "||"],
  [SyntaxKind.BarBarToken, "&&"],
]);

const BOUNDARIES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, "<="],
  [SyntaxKind.LessThanEqualsToken, "<"],
  [SyntaxKind.GreaterThanToken, ">="],
  [SyntaxKind.GreaterThanEqualsToken, ">"],
]);

/** Alternatives of `node` as a condition or a part of one. */
export function conditionAlternatives(node: ts.Expression): Alternative[] {
  return [...whole(node), ...parts(node)];
}

function whole(node: ts.Expression): Alternative[] {
  const { parent } = node;
  const decides = (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
  if (!decides) return [];
  return [expression("never", "false"), expression("always", "true")];
}

function parts(node: ts.Expression): Alternative[] {
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    // As a whole condition, `never` and `always` say as much.
    return isWholeCondition(node) ? [] : [expression("negation dropped", node.operand.getText())];
  }
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const other = LOGICAL.get(operatorToken.kind);
  if (other !== undefined) {
    return [
      expression("operand dropped", left.getText()),
      expression("operand dropped", right.getText()),
      expression("operator swapped", `(${left.getText()}) ${other} (${right.getText()})`),
    ];
  }
  if (operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
    return [expression("default dropped", left.getText())];
  }
  const boundary = BOUNDARIES.get(operatorToken.kind);
  return boundary === undefined
    ? []
    : [expression("off by one", `${left.getText()} ${boundary} ${right.getText()}`)];
}

function isWholeCondition(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
}

function expression(kind: string, text: string): Alternative {
  return { kind, form: "expression", text };
}
