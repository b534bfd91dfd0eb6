/** What is written as JSX. */
import ts from "typescript";

export type JsxNode = ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment;

export function isJsx(node: ts.Node): node is JsxNode {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}

/** The name of an attribute as it is written. */
export function attributeName(attribute: ts.JsxAttribute): string {
  return ts.isIdentifier(attribute.name)
    ? attribute.name.text
    : `${attribute.name.namespace.text}:${attribute.name.name.text}`;
}
