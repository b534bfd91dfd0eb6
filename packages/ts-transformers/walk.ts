/** One walk over a syntax tree with an explicit stack, so that long chains need no call depth. */
import ts from "typescript";

/**
 * Calls `enter` for every node in source order, and `leave` for each node that `enter` accepted,
 * after its children. `enter` returns `false` to leave a subtree out.
 */
export function walk(
  root: ts.Node,
  enter: (node: ts.Node) => boolean,
  leave: (node: ts.Node) => void = () => {},
): void {
  const stack: { node: ts.Node; entered: boolean }[] = [{ node: root, entered: false }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    if (top.entered) {
      stack.pop();
      leave(top.node);
    } else if (enter(top.node)) {
      top.entered = true;
      const children: ts.Node[] = [];
      ts.forEachChild(top.node, (child) => void children.push(child));
      for (const child of children.reverse()) stack.push({ node: child, entered: false });
    } else {
      stack.pop();
    }
  }
}

/** `node` without the parentheses and type assertions around it, which mean nothing at run time. */
export function withoutAssertions(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) || ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner) || ts.isExpressionWithTypeArguments(inner)
  ) inner = inner.expression;
  return inner;
}

/** The outermost expression that is `node` in parentheses and type assertions. */
export function withAssertions(node: ts.Node): ts.Node {
  let outer = node;
  while (
    ts.isParenthesizedExpression(outer.parent) || ts.isAsExpression(outer.parent) ||
    ts.isSatisfiesExpression(outer.parent) || ts.isNonNullExpression(outer.parent) ||
    ts.isTypeAssertionExpression(outer.parent) || ts.isExpressionWithTypeArguments(outer.parent)
  ) outer = outer.parent;
  return outer;
}

/** Whether `node` is written inside `ancestor`, or is it. */
export function isWithin(node: ts.Node, ancestor: ts.Node): boolean {
  return node.pos >= ancestor.pos && node.end <= ancestor.end &&
    node.getSourceFile() === ancestor.getSourceFile();
}

/** A function or arrow expression: what the loader's rules call a direct function. */
export function isDirectFunction(
  node: ts.Node,
): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}
