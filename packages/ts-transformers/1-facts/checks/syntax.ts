/** Questions about syntax that several checks ask. */
import ts from "typescript";

/** `node` without the parentheses around it; assertions stay. */
export function withoutParentheses(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

/**
 * Calls `visit` for every node below `root` in source order that runs when `root` runs: nested
 * functions, classes and types are left out. `visit` returns `false` to leave a subtree out.
 */
export function forEachOwnNode(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const stack = childrenOf(root);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) continue;
    if (visit(node) !== false) stack.push(...childrenOf(node));
  }
}

/** The children of `node`, the last one first. */
function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children.reverse();
}

/** The expression that `node` writes to: of an assignment, `++`, `--` or `delete`. */
export function writtenTarget(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    const isAssignment = operator >= ts.SyntaxKind.FirstAssignment &&
      operator <= ts.SyntaxKind.LastAssignment;
    return isAssignment ? node.left : undefined;
  }
  if (ts.isDeleteExpression(node)) return node.expression;
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return undefined;
  const isStep = node.operator === ts.SyntaxKind.PlusPlusToken ||
    node.operator === ts.SyntaxKind.MinusMinusToken;
  return isStep ? node.operand : undefined;
}
