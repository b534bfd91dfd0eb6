/** Values in JSX are handed on; `$name` attributes bind a cell in both directions. */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { attributeName, type JsxNode } from "../decide/jsx-nodes.ts";
import { isIntrinsic } from "./call-graph.ts";
import { calledFunction } from "./callee.ts";
import { applyFunction, createClosure } from "./closures.ts";
import type { Unit } from "./unit.ts";
import { testExpression, useAsDeclared, useValue } from "./uses.ts";
import { join, nest, NOTHING, type Value } from "./value.ts";

export function evaluateJsx(unit: Unit, root: JsxNode): void {
  // Siblings and children may be nested deeply; they have no value, so order alone matters.
  const pending: ts.JsxChild[] = [root];
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (ts.isJsxText(node)) continue;
    if (ts.isJsxExpression(node)) {
      if (node.expression !== undefined) hand(unit, node.expression);
    } else if (ts.isJsxFragment(node)) {
      pending.push(...node.children.toReversed());
    } else {
      const opening = ts.isJsxElement(node) ? node.openingElement : node;
      const { tagName } = opening;
      if (isIntrinsic(tagName)) evaluateAttributes(unit, opening.attributes);
      else evaluateComponent(unit, opening, tagName as ts.Expression);
      if (ts.isJsxElement(node)) pending.push(...node.children.toReversed());
    }
  }
}

/** A value that is handed to the host: nothing of a function is known but that it is called. */
export function hand(unit: Unit, node: ts.Expression): Value {
  const inner = withoutAssertions(node);
  if (isDirectFunction(inner)) {
    createClosure(unit, inner, "handed");
    return NOTHING;
  }
  const value = unit.sourceOf(inner);
  useValue(unit, value, unit.typeOf(node), "hand");
  return value;
}

function evaluateAttributes(unit: Unit, attributes: ts.JsxAttributes): void {
  for (const attribute of attributes.properties) {
    if (ts.isJsxSpreadAttribute(attribute)) {
      unit.recordDeep("wildcards", unit.sourceOf(attribute.expression));
      continue;
    }
    const node = attributeValue(attribute);
    if (node === undefined) continue;
    const name = attributeName(attribute);
    if (name.startsWith("$")) bindBothWays(unit, unit.sourceOf(node));
    else handAttribute(unit, name, node);
  }
}

/** A function that is an event's handler runs when the event comes. */
function handAttribute(unit: Unit, name: string, node: ts.Expression): void {
  const inner = withoutAssertions(node);
  if (!name.startsWith("on")) return void hand(unit, node);
  if (isDirectFunction(inner)) return createClosure(unit, inner, "deferred");
  if (!ts.isConditionalExpression(inner)) return void hand(unit, node);
  testExpression(unit, inner.condition);
  handAttribute(unit, name, inner.whenTrue);
  handAttribute(unit, name, inner.whenFalse);
}

function attributeValue({ initializer }: ts.JsxAttribute): ts.Expression | undefined {
  if (initializer === undefined || ts.isStringLiteral(initializer)) return undefined;
  return ts.isJsxExpression(initializer) ? initializer.expression : initializer;
}

/** The element reads and writes the handle itself; here it is handed on. */
function bindBothWays(unit: Unit, value: Value): void {
  for (const ref of value) {
    for (const kind of ["opaque", "handleReads", "handleWrites"] as const) unit.fact(kind, ref);
  }
}

/** A component is a function of its props, or a factory with a declared input. */
function evaluateComponent(
  unit: Unit,
  opening: ts.JsxOpeningLikeElement,
  tag: ts.Expression,
): void {
  const called = calledFunction(tag, unit.host.provenance);
  if (called === undefined) return evaluateFactoryProps(unit, opening, tag);
  const props = opening.attributes.properties.map((attribute) => {
    if (ts.isJsxSpreadAttribute(attribute)) return unit.sourceOf(attribute.expression);
    const node = attributeValue(attribute);
    if (node === undefined) return NOTHING;
    const inner = withoutAssertions(node);
    if (!isDirectFunction(inner)) return nest(attributeName(attribute), unit.sourceOf(node));
    createClosure(unit, inner, "deferred");
    return NOTHING;
  });
  applyFunction(unit, called, [{ value: join(...props), type: undefined }]);
}

function evaluateFactoryProps(
  unit: Unit,
  opening: ts.JsxOpeningLikeElement,
  tag: ts.Expression,
): void {
  const declared = unit.host.handles.factoryInput(unit.typeOf(tag));
  for (const attribute of opening.attributes.properties) {
    if (ts.isJsxSpreadAttribute(attribute)) {
      unit.recordDeep("wildcards", unit.sourceOf(attribute.expression));
      continue;
    }
    const node = attributeValue(attribute);
    if (node === undefined) continue;
    const inner = withoutAssertions(node);
    if (isDirectFunction(inner)) {
      createClosure(unit, inner, "deferred");
      continue;
    }
    const name = attributeName(attribute);
    if (name.startsWith("$")) bindBothWays(unit, unit.sourceOf(node));
    else {
      useAsDeclared(unit, unit.sourceOf(node), {
        actual: unit.typeOf(node),
        declared: declared && unit.host.handles.typeBelow(declared, [name]),
      });
    }
  }
}
