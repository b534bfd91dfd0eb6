/** Text literals of a tree. */
import ts from "typescript";

/** The text of a literal without substitutions; `undefined` for anything else. */
export function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
