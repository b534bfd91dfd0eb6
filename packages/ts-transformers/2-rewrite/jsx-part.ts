/** Rewritten JSX elements in the places that take JSX only. */
import ts from "typescript";

/**
 * `value` in the place of the authored `node`: what is no JSX any more gets braces where an element
 * is the child of another one, or stands bare as the value of an attribute.
 */
export function jsxPart(node: ts.Node, value: ts.Node): ts.Node {
  if (!isJsxElement(node) || isJsxElement(value)) return value;
  const { parent } = node;
  const takesJsx = ts.isJsxElement(parent) || ts.isJsxFragment(parent) || ts.isJsxAttribute(parent);
  if (!takesJsx) return value;
  return ts.factory.createJsxExpression(undefined, value as ts.Expression);
}

function isJsxElement(node: ts.Node): boolean {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}
