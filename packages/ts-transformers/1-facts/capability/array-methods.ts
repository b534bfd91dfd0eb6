/** Methods of lists: the callback gets the element, which is `*` below the list. */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";
import { putMember } from "./bindings.ts";
import { calledFunction } from "./callee.ts";
import { applyFunction, escapeAll } from "./closures.ts";
import type { Unit } from "./unit.ts";
import { testValue, useExpression, useValue } from "./uses.ts";
import { join, member, nest, NOTHING, type Value } from "./value.ts";

/** A method call with its receiver evaluated. */
export interface Receiver {
  readonly name: string;
  readonly receiver: ts.Expression;
  readonly value: Value;
  readonly type: ts.Type;
}

/** The result, or `undefined` for a method that is none of a list. */
export function evaluateArrayMethod(
  unit: Unit,
  call: ts.CallExpression,
  on: Receiver,
): Value | undefined {
  const { value } = on;
  const element = member(value, "*");
  const [first, ...others] = call.arguments;
  const apply = (node: ts.Expression | undefined, ...extra: readonly Value[]) =>
    node === undefined ? NOTHING : applyCallback(unit, node, [...extra, element, NOTHING, value]);
  const read = () => unit.record("presence", value);
  switch (on.name) {
    case "map":
    case "mapWithPattern":
      read();
      return nest("*", apply(first));
    case "flatMap": {
      read();
      return nest("*", flattened(unit, apply(first), returnType(unit, first)));
    }
    case "filter":
      read();
      test(unit, first, apply(first));
      return nest("*", element);
    case "find":
    case "findLast":
      read();
      test(unit, first, apply(first));
      return element;
    case "findIndex":
    case "findLastIndex":
    case "some":
    case "every":
      read();
      test(unit, first, apply(first));
      return NOTHING;
    case "forEach":
      read();
      apply(first);
      return NOTHING;
    case "reduce":
    case "reduceRight": {
      read();
      const initial = others[0];
      const start = initial === undefined ? element : unit.sourceOf(initial);
      // What one call returns is what the next one gets.
      const once = join(start, apply(first, start));
      return join(once, apply(first, once));
    }
    case "sort":
    case "toSorted":
      read();
      sortBy(unit, on, first, element);
      if (on.name === "toSorted") return nest("*", element);
      unit.record("writes", value);
      return value;
    case "reverse":
    case "copyWithin":
      unit.record("writes", value);
      read();
      return value;
    case "toReversed":
    case "slice":
    case "toSpliced":
    case "with":
      read();
      others.forEach((node) => useExpression(unit, node, on.name === "slice" ? "read" : "store"));
      if (first !== undefined) useExpression(unit, first, "read");
      return nest("*", element);
    case "flat":
      read();
      return nest("*", flattened(unit, element, unit.host.handles.typeBelow(on.type, ["*"])));
    case "concat":
      read();
      return join(nest("*", element), ...call.arguments.map((node) => concatenated(unit, node)));
    case "at":
      read();
      if (first !== undefined) useExpression(unit, first, "read");
      return element;
    case "includes":
    case "indexOf":
    case "lastIndexOf":
      read();
      readElements(unit, on, element);
      if (first !== undefined) useExpression(unit, first, "read");
      return NOTHING;
    case "join":
    case "toString":
      read();
      readElements(unit, on, element);
      if (first !== undefined) useExpression(unit, first, "read");
      return NOTHING;
    case "keys":
      read();
      return NOTHING;
    case "values":
      read();
      return nest("*", element);
    case "entries":
      read();
      return nest("*", nest("1", element));
    case "pop":
    case "shift":
      read();
      unit.record("writes", value);
      return element;
    case "push":
    case "unshift":
    case "fill":
      unit.record("writes", value);
      call.arguments.forEach((node) => put(unit, on, node));
      return NOTHING;
    case "splice":
      read();
      unit.record("writes", value);
      call.arguments.slice(0, 2).forEach((node) => useExpression(unit, node, "read"));
      call.arguments.slice(2).forEach((node) => put(unit, on, node));
      return nest("*", element);
    default:
      return undefined;
  }
}

/** Puts an argument into the list: into a tracked one by identity. */
function put(unit: Unit, on: Receiver, node: ts.Expression): void {
  const isSpread = ts.isSpreadElement(node);
  const given = unit.sourceOf(isSpread ? node.expression : node);
  const value = isSpread ? member(given, "*") : given;
  const given0 = unit.typeOf(isSpread ? node.expression : node);
  const type = isSpread ? unit.host.handles.typeBelow(given0, ["*"]) ?? given0 : given0;
  if (isSpread) unit.record("presence", given);
  putMember(unit, on.receiver, on.value, { key: "*", value, type });
}

function concatenated(unit: Unit, node: ts.Expression): Value {
  const isSpread = ts.isSpreadElement(node);
  const value = unit.sourceOf(isSpread ? node.expression : node);
  unit.record("presence", value);
  if (isSpread) {
    const inner = member(value, "*");
    return nest("*", join(inner, member(inner, "*")));
  }
  const isList = unit.host.handles.isArray(unit.typeOf(node));
  return nest("*", isList ? member(value, "*") : join(value, member(value, "*")));
}

function sortBy(
  unit: Unit,
  on: Receiver,
  compare: ts.Expression | undefined,
  element: Value,
): void {
  if (compare === undefined) return readElements(unit, on, element);
  unit.recordDeep("reads", applyCallback(unit, compare, [element, element]));
}

function readElements(unit: Unit, on: Receiver, element: Value): void {
  const type = unit.host.handles.typeBelow(on.type, ["*"]);
  if (type === undefined) unit.recordDeep("reads", element);
  else useValue(unit, element, type, "read");
}

/** The truth of what a callback returns. */
export function test(unit: Unit, callback: ts.Expression | undefined, result: Value): void {
  if (callback === undefined || result.length === 0) return;
  const type = returnType(unit, callback);
  if (type === undefined) unit.record("reads", result);
  else testValue(unit, result, type);
}

function returnType(unit: Unit, callback: ts.Expression | undefined): ts.Type | undefined {
  const signature = callback && unit.typeOf(callback).getCallSignatures()[0];
  return signature && unit.host.provenance.checker.getReturnTypeOfSignature(signature);
}

/** The elements of lists among the values, and the values that are none. */
function flattened(unit: Unit, value: Value, type: ts.Type | undefined): Value {
  const inner = member(value, "*");
  // How many elements the result has depends on the inner lists.
  unit.record("presence", value);
  return type !== undefined && unit.host.handles.isArray(type) ? inner : join(value, inner);
}

/** Calls what `node` is with these values; gives what it returns. */
export function applyCallback(unit: Unit, node: ts.Expression, given: readonly Value[]): Value {
  const inner = withoutAssertions(node);
  const called = calledFunction(inner, unit.host.provenance);
  if (called !== undefined) {
    return applyFunction(unit, called, given.map((value) => ({ value, type: undefined })));
  }
  if (ts.isIdentifier(inner) && isLibraryFunction(unit, inner)) {
    // `Boolean` of an object is whether it is there; the other conversions read.
    const kind = inner.text === "Boolean" ? "presence" : "reads";
    unit.record(kind, given[0] ?? NOTHING);
    return NOTHING;
  }
  unit.sourceOf(inner);
  escapeAll(unit, given.slice(0, 1).map((value) => ({ value, type: undefined })));
  return NOTHING;
}

function isLibraryFunction(unit: Unit, node: ts.Identifier): boolean {
  const symbol = unit.host.provenance.symbol(node);
  return symbol?.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true;
}
