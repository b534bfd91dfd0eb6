/** Statements that do not run: calls, assignments, throws, loops, cases of a switch. */
import ts from "typescript";
import type { Alternative } from "../mutant.ts";

const ASSIGNMENTS = ts.SyntaxKind.FirstAssignment;
const LAST_ASSIGNMENT = ts.SyntaxKind.LastAssignment;

/** Alternatives of a statement as a whole. */
export function statementAlternatives(node: ts.Statement): Alternative[] {
  // The same as a condition that is never met.
  if (isOnlyBranch(node)) return [];
  if (ts.isThrowStatement(node)) return [deleted("throw deleted")];
  if (!ts.isExpressionStatement(node)) return [];
  const expression = ts.isAwaitExpression(node.expression)
    ? node.expression.expression
    : node.expression;
  if (ts.isCallExpression(expression)) {
    const isSuper = expression.expression.kind === ts.SyntaxKind.SuperKeyword;
    return isSuper ? [] : [deleted("call deleted")];
  }
  return isAssignment(expression) ? [deleted("assignment deleted")] : [];
}

/** Alternatives of an expression because of the statement that it controls. */
export function controlAlternatives(node: ts.Expression): Alternative[] {
  const { parent } = node;
  if (ts.isForOfStatement(parent) && parent.expression === node) {
    return [{ kind: "loop skipped", form: "expression", text: "[]" }];
  }
  if (ts.isCaseClause(parent) && parent.expression === node) {
    return [{ kind: "case deleted", form: "expression", text: "NaN" }];
  }
  return [];
}

/** Whether `node` is all that happens where a condition is met. */
export function isOnlyBranch(node: ts.Statement): boolean {
  const { parent } = node;
  const branch = ts.isBlock(parent) && parent.statements.length === 1 ? parent : node;
  return ts.isIfStatement(branch.parent) && branch.parent.thenStatement === branch &&
    branch.parent.elseStatement === undefined;
}

function isAssignment(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ASSIGNMENTS && kind <= LAST_ASSIGNMENT;
  }
  return ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.ExclamationToken);
}

function deleted(kind: string): Alternative {
  return { kind, form: "statement", text: "" };
}
