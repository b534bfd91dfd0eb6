/** A reactive value that a compute callback makes has no content in the same run. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withAssertions, withoutAssertions } from "../../walk.ts";
import type { Context } from "./context.ts";
import type { Deciding } from "./deciding.ts";
import { isListOperator, PLACE_METHODS } from "./policy.ts";

/** Reports the first use of the constant of `declaration` that needs its content at once. */
export function checkLocalUse(
  d: Deciding,
  declaration: ts.VariableDeclaration,
  context: Context,
): void {
  const { name, initializer } = declaration;
  if (context.kind !== "compute" || initializer === undefined || !ts.isIdentifier(name)) return;
  const made = withoutAssertions(initializer);
  if (!makesUnsettled(d, made)) return;
  const symbol = d.provenance.checker.getSymbolAtLocation(name);
  const scope = ts.findAncestor(declaration, ts.isFunctionLike);
  if (symbol === undefined || scope === undefined) return;
  const use = find(
    scope,
    (node) =>
      ts.isIdentifier(node) && node !== name && node.text === name.text &&
      d.provenance.local(node) === symbol && needsContent(node),
  );
  if (use !== undefined) {
    d.report(diagnostic.computeContextLocalReactiveUse(use, { name: name.text }));
  }
}

/** The same of a value that no name holds: `total(items) > 2`. */
export function checkInlineUse(d: Deciding, node: ts.CallExpression, context: Context): void {
  if (context.kind !== "compute" || !makesUnsettled(d, node) || !needsContent(node)) return;
  const callee = withoutAssertions(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : callee.getText();
  d.report(diagnostic.computeContextLocalReactiveUse(node, { name }));
}

/** A computation, a wish, an applied lift or a rewritten list. Cells are read with `get`. */
function makesUnsettled(d: Deciding, node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const kind = d.provenance.hostValue(node.expression)?.callKind;
  if (kind === "computed" || kind === "derive" || kind === "wish" || kind === "generate") {
    return true;
  }
  const callee = withoutAssertions(node.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    return isListOperator(callee.name.text) &&
      d.handles.kindOfNode(callee.expression) !== undefined;
  }
  return d.reactivity.isFactory(callee) && d.handles.isLiftFactory(callee);
}

/** Nested boundaries get the value when they run; everything else has to be handed on. */
function find(node: ts.Node, matches: (at: ts.Node) => boolean): ts.Node | undefined {
  if (matches(node)) return node;
  return ts.forEachChild(
    node,
    (child) => ts.isFunctionLike(child) ? undefined : find(child, matches),
  );
}

function needsContent(value: ts.Node): boolean {
  let at: ts.Node = withAssertions(value);
  while (
    (ts.isPropertyAccessExpression(at.parent) || ts.isElementAccessExpression(at.parent)) &&
    at.parent.expression === at
  ) {
    const { parent } = at;
    const outer = withAssertions(parent);
    if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) {
      const method = ts.isPropertyAccessExpression(parent) ? parent.name.text : "";
      return !isListOperator(method) && !PLACE_METHODS.has(method);
    }
    at = outer;
  }
  const { parent } = at;
  if (ts.isBinaryExpression(parent)) {
    return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken || parent.left === at;
  }
  return ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent) ||
    ts.isTemplateSpan(parent) || ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent) ||
    ts.isIfStatement(parent) || ts.isForOfStatement(parent) || ts.isTypeOfExpression(parent) ||
    ts.isConditionalExpression(parent) && parent.condition === at ||
    ts.isElementAccessExpression(parent) && parent.argumentExpression === at;
}
