/** Assignments, and words that a function gives a meaning: `this`, `await` and their like. */
import ts from "typescript";

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

export function isForAwait(node: ts.Node): boolean {
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined;
}

export function isModuleWord(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isAwaitExpression(node) || isForAwait(node) ||
    (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.NewKeyword);
}
