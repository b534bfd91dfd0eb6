/** Object and array literals: every member is a place of its own, unless a reference is spread. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withAssertions, withoutAssertions } from "../../walk.ts";
import type { Deciding, Site } from "./deciding.ts";
import { liftExpression } from "./lift-expression.ts";
import { isReference, type Reactive } from "./reactivity.ts";
import { rejectComputation } from "./reject.ts";

export function decideObject(d: Deciding, node: ts.ObjectLiteralExpression, site: Site): Reactive {
  const spread = node.properties.find((property) =>
    ts.isSpreadAssignment(property) && readsSpread(d, property.expression)
  ) as ts.SpreadAssignment | undefined;
  if (spread !== undefined) {
    if (!mustStayGraph(d, node, site)) return liftExpression(d, node, site);
    rejectComputation(d, spread.expression);
  }
  const inner: Site = { ...site, container: "object-property" };
  for (const property of node.properties) decideProperty(d, property, inner, spread);
  return d.reactivity.of(node);
}

function decideProperty(
  d: Deciding,
  property: ts.ObjectLiteralElementLike,
  site: Site,
  rejected: ts.SpreadAssignment | undefined,
): void {
  if (property.name !== undefined && ts.isComputedPropertyName(property.name)) {
    const key = property.name.expression;
    if (d.reactivity.mentions(key)) rejectComputation(d, key);
    else d.value(key, { ...site, container: undefined });
  }
  switch (property.kind) {
    case ts.SyntaxKind.PropertyAssignment: {
      const value = withoutAssertions(property.initializer);
      if (isDirectFunction(value)) reportMember(d, property, value, "function");
      else d.value(property.initializer, wholeOf(site));
      return;
    }
    case ts.SyntaxKind.ShorthandPropertyAssignment:
      return;
    case ts.SyntaxKind.SpreadAssignment:
      if (property !== rejected) d.value(property.expression, site);
      return;
    case ts.SyntaxKind.MethodDeclaration:
      return reportMember(d, property, property.name, "method");
    case ts.SyntaxKind.GetAccessor:
      return reportMember(d, property, property.name, "getter");
    case ts.SyntaxKind.SetAccessor:
      return reportMember(d, property, property.name, "setter");
    default:
      return property satisfies never;
  }
}

function reportMember(
  d: Deciding,
  property: ts.PropertyAssignment | ts.MethodDeclaration | ts.AccessorDeclaration,
  at: ts.Node,
  kind: string,
): void {
  d.report(diagnostic.patternContextObjectMember(kind === "function" ? at : property.name, {
    kind,
    name: property.name.getText(),
  }));
}

/** Whether spreading `expression` reads a reference, or computes what is spread. */
function readsSpread(d: Deciding, expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  if (!d.reactivity.mentions(node)) return false;
  return isReference(d.reactivity.of(node));
}

/** A literal that cannot be data: the result of a body, or beside things that data cannot hold. */
function mustStayGraph(d: Deciding, node: ts.ObjectLiteralExpression, site: Site): boolean {
  const isResult = site.container === "return-expression" &&
    (site.context.owner === "pattern" || site.context.owner === "render") &&
    isResultOf(node, site.context.body);
  return isResult ||
    node.properties.some((property) =>
      ts.isPropertyAssignment(property)
        ? holdsGraph(d, property.initializer)
        : !ts.isSpreadAssignment(property) && !ts.isShorthandPropertyAssignment(property) ||
          ts.isShorthandPropertyAssignment(property) &&
            d.handles.kindOfNode(property.name) !== undefined
    );
}

function isResultOf(node: ts.Node, body: ts.Node | undefined): boolean {
  const outer = withAssertions(node);
  return ts.isReturnStatement(outer.parent)
    ? ts.findAncestor(outer.parent, ts.isFunctionLike) === body
    : outer.parent === body;
}

/** JSX, functions and handles. */
function holdsGraph(d: Deciding, expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node) ||
    isDirectFunction(node) || d.handles.kindOfNode(node) !== undefined;
}

export function decideArray(d: Deciding, node: ts.ArrayLiteralExpression, site: Site): Reactive {
  const spreads = node.elements.some((element) =>
    ts.isSpreadElement(element) && readsSpread(d, element.expression)
  );
  if (spreads) return liftExpression(d, node, site);
  for (const element of node.elements) {
    const value = ts.isSpreadElement(element) ? element.expression : element;
    d.value(value, { ...site, container: "array-element" });
  }
  return d.reactivity.of(node);
}

/** A member of a literal is no part of a larger computation. */
function wholeOf(site: Site): Site {
  return { context: site.context, container: site.container };
}
