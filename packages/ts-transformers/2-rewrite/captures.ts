/** Captures: the record at the application, the binding of a callback, constants of a list body. */
import ts from "typescript";
import type { CapturedValue, CaptureNode, CaptureTree } from "../lowering.ts";
import { keyPath, memberPath } from "./key-path.ts";
import { constant, patternInput, propertyKey } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** `price: price, state: { a: state.key("a") }` */
export function captureProperties(
  rewriting: Rewriting,
  captures: CaptureTree,
): ts.PropertyAssignment[] {
  return [...captures].map(([name, node]) =>
    factory.createPropertyAssignment(
      propertyKey(name),
      node.kind === "value"
        ? capturedValue(rewriting, node.value)
        : factory.createObjectLiteralExpression(captureProperties(rewriting, node.members)),
    )
  );
}

function capturedValue(rewriting: Rewriting, value: CapturedValue): ts.Expression {
  const { root, path, isReference, plainSegments = 0 } = value;
  const plainCount = isReference ? plainSegments : path.length;
  const base = memberPath(rewriting, factory.createIdentifier(root), path.slice(0, plainCount));
  return keyPath(rewriting, base, path.slice(plainCount));
}

/** The names of `captures` as elements of a parameter: `{ price, state }`. */
export function captureElements(captures: CaptureTree): ts.BindingElement[] {
  return [...captures.keys()].map((name) =>
    factory.createBindingElement(undefined, undefined, name)
  );
}

/** The parameter `{ price, state }`. */
export function objectParameter(elements: readonly ts.BindingElement[]): ts.ParameterDeclaration {
  return factory.createParameterDeclaration(
    undefined,
    undefined,
    factory.createObjectBindingPattern(elements),
  );
}

/** `const cart = __cf_pattern_input.key("params", "cart");` for each capture of a list callback. */
export function capturedConstants(
  rewriting: Rewriting,
  captured: CaptureTree,
  authored: ts.Node,
): ts.Statement[] {
  return [...captured].map(([name, node]) =>
    constant(name, capturedReference(rewriting, node, ["params", name]), { authored })
  );
}

function capturedReference(
  rewriting: Rewriting,
  node: CaptureNode,
  path: readonly string[],
): ts.Expression {
  if (node.kind === "value") return keyPath(rewriting, patternInput(), path);
  return factory.createObjectLiteralExpression(
    [...node.members].map(([name, member]) =>
      factory.createPropertyAssignment(
        propertyKey(name),
        capturedReference(rewriting, member, [...path, name]),
      )
    ),
  );
}
