/** A computation over references where no node of the graph can carry it. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withAssertions, withoutAssertions } from "../../walk.ts";
import type { Deciding } from "./deciding.ts";

/** Reports the smallest part of `node` that could not be placed. */
export function rejectComputation(d: Deciding, node: ts.Expression): void {
  const position = positionOf(node);
  const read = find(node, (at) => isCellRead(d, at));
  if (read !== undefined) {
    d.report(diagnostic.patternContextGetCall(read, { expr: read, position }));
    return;
  }
  const optional = find(node, (at) => isOptionalOverReference(d, at));
  if (optional !== undefined) {
    d.report(diagnostic.patternContextOptionalChaining(optional, { expr: optional, position }));
    return;
  }
  d.report(diagnostic.patternContextComputation(node, { expr: node, position }));
}

/** `cell.get()` or `cell.sample()` of a true cell. */
export function isCellRead(d: Deciding, node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const callee = withoutAssertions(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  if (callee.name.text !== "get" && callee.name.text !== "sample") return false;
  return d.handles.kindOfNode(callee.expression) !== undefined;
}

function isOptionalOverReference(d: Deciding, node: ts.Node): boolean {
  return (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node)) &&
    node.questionDotToken !== undefined &&
    d.reactivity.mentions(node.expression);
}

function find(node: ts.Node, matches: (at: ts.Node) => boolean): ts.Node | undefined {
  if (ts.isFunctionLike(node)) return undefined;
  if (matches(node)) return node;
  return ts.forEachChild(node, (child) => find(child, matches));
}

/** Where `node` stands, as messages say it. */
function positionOf(node: ts.Node): string {
  const { parent } = withAssertions(node);
  if (ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent)) return "by a spread";
  const owner = ts.findAncestor(
    node.parent,
    (at) =>
      ts.isStatement(at) || ts.isVariableDeclaration(at) || ts.isBindingElement(at) ||
      ts.isJsxSpreadAttribute(at),
  );
  if (owner === undefined) return "here";
  switch (owner.kind) {
    case ts.SyntaxKind.IfStatement:
      return "in the condition of `if`";
    case ts.SyntaxKind.SwitchStatement:
      return "in `switch`";
    case ts.SyntaxKind.ThrowStatement:
      return "in `throw`";
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.ForOfStatement:
      return "in a loop";
    case ts.SyntaxKind.JsxSpreadAttribute:
      return "in a spread of attributes";
    case ts.SyntaxKind.BindingElement:
      return "in a default";
    default:
      return "in a statement";
  }
}
