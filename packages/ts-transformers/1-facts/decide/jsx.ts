/** JSX: attributes and children are places; functions of event attributes become handlers. */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { isLogicalOperator } from "../known-value.ts";
import { hasSite } from "./conditionals.ts";
import { insideJsx } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { inlineHandler, isNamed, namedHandler } from "./inline-builders.ts";
import { liftExpression } from "./lift-expression.ts";
import { attributeName, isJsx, type JsxNode } from "./jsx-nodes.ts";
import { isReference, OPAQUE, PLAIN, type Reactive } from "./reactivity.ts";
import { rejectComputation } from "./reject.ts";

/** Decides an element; the tree itself is plain data that holds references. */
export function decideJsx(d: Deciding, node: JsxNode, site: Site): Reactive {
  const inner: Site = { context: insideJsx(site.context), container: "jsx-expression" };
  if (ts.isJsxFragment(node)) {
    decideChildren(d, node.children, inner);
    return d.reactivity.mentions(node) ? OPAQUE : PLAIN;
  }
  const opening = ts.isJsxElement(node) ? node.openingElement : node;
  const needsValues = isFunctionComponent(d, opening.tagName) ||
    spreadsReference(d, opening.attributes);
  if (needsValues && d.reactivity.mentions(node) && hasSite(site)) {
    return liftExpression(d, node, site);
  }
  decideAttributes(d, opening.attributes, inner);
  if (ts.isJsxElement(node)) decideChildren(d, node.children, inner);
  return d.reactivity.mentions(node) ? OPAQUE : PLAIN;
}

/** A component that is an ordinary function: it needs values. */
function isFunctionComponent(d: Deciding, tag: ts.JsxTagNameExpression): boolean {
  if (ts.isJsxNamespacedName(tag)) return false;
  if (ts.isIdentifier(tag) && /^[a-z]/.test(tag.text)) return false;
  return !d.reactivity.isFactory(tag);
}

/** Spreading a reference reads it. */
function spreadsReference(d: Deciding, attributes: ts.JsxAttributes): boolean {
  return attributes.properties.some((attribute) =>
    ts.isJsxSpreadAttribute(attribute) && isReference(d.reactivity.of(attribute.expression))
  );
}

function decideChildren(d: Deciding, children: readonly ts.JsxChild[], site: Site): void {
  for (const child of children) {
    if (isJsx(child)) decideJsx(d, child, site);
    else if (ts.isJsxExpression(child) && child.expression !== undefined) {
      d.value(child.expression, site);
    }
  }
}

function decideAttributes(d: Deciding, attributes: ts.JsxAttributes, site: Site): void {
  for (const attribute of attributes.properties) {
    if (ts.isJsxSpreadAttribute(attribute)) {
      if (isReference(d.reactivity.of(attribute.expression))) {
        rejectComputation(d, attribute.expression);
      } else d.value(attribute.expression, { ...site, container: undefined });
      continue;
    }
    const { initializer } = attribute;
    if (initializer === undefined || ts.isStringLiteral(initializer)) continue;
    if (isJsx(initializer)) decideJsx(d, initializer, site);
    else if (initializer.expression !== undefined) {
      if (isEventAttribute(d, attribute)) decideEvent(d, initializer.expression, site);
      else d.value(initializer.expression, site);
    }
  }
}

/** Told by its name, or by a type whose functions take at most the event. */
export function isEventAttribute(d: Deciding, attribute: ts.JsxAttribute): boolean {
  if (attributeName(attribute).startsWith("on")) return true;
  const { initializer } = attribute;
  if (initializer === undefined || !ts.isJsxExpression(initializer)) return false;
  const { expression } = initializer;
  if (expression === undefined || !isDirectFunction(withoutAssertions(expression))) return false;
  const type = d.provenance.checker.getContextualType(expression);
  const signatures = type?.getNonNullableType().getCallSignatures() ?? [];
  return signatures.length > 0 && signatures.every(({ parameters }) => parameters.length <= 1);
}

/** The value of an event attribute: functions in it, or in its branches, become handlers. */
export function decideEvent(d: Deciding, expression: ts.Expression, site: Site): void {
  const node = withoutAssertions(expression);
  if (isDirectFunction(node)) {
    inlineHandler(d, node, node, undefined);
    return;
  }
  if (isNamed(d, node)) {
    namedHandler(d, node, node, undefined);
    return;
  }
  const branches = branchesOf(node);
  for (const branch of branches) {
    if (isDirectFunction(branch)) d.eventFunctions.add(branch);
  }
  d.value(node, site);
}

/** The branches of conditionals and logical operators, however deep. */
function branchesOf(expression: ts.Expression): readonly ts.Expression[] {
  const node = withoutAssertions(expression);
  if (ts.isConditionalExpression(node)) {
    return [...branchesOf(node.whenTrue), ...branchesOf(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node) && isLogicalOperator(node.operatorToken.kind)) {
    return [...branchesOf(node.left), ...branchesOf(node.right)];
  }
  return [node];
}
