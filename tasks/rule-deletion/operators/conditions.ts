/** Conditions: one that is never or always met, one operand dropped, a limit off by one. */
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
  if (other !== undefined) return isChained(node) ? [] : chainAlternatives(node, other);
  const boundary = BOUNDARIES.get(operatorToken.kind);
  return boundary === undefined || !/\bLIMITS\b/.test(node.getText())
    ? []
    : [expression("off by one", `${left.getText()} ${boundary} ${right.getText()}`)];
}

/** `a && b && c`: each operand dropped, and the operator swapped. */
function chainAlternatives(chain: ts.BinaryExpression, other: string): Alternative[] {
  const operator = chain.operatorToken.getText();
  const operands = operandsOf(chain, chain.operatorToken.kind).map((operand) => operand.getText());
  return [
    ...operands.map((_, at) =>
      expression("operand dropped", operands.toSpliced(at, 1).join(` ${operator} `))
    ),
    expression("operator swapped", operands.map((operand) => `(${operand})`).join(` ${other} `)),
  ];
}

function operandsOf(node: ts.Expression, kind: ts.SyntaxKind): ts.Expression[] {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind
    ? [...operandsOf(node.left, kind), ...operandsOf(node.right, kind)]
    : [node];
}

/** A part of a longer chain of the same operator. */
function isChained({ parent, operatorToken }: ts.BinaryExpression): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === operatorToken.kind;
}

function isWholeCondition(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
}

function expression(kind: string, text: string): Alternative {
  return { kind, form: "expression", text };
}
