/** Methods of `Map` and `Set`: a made one keeps its values as elements. */
import type ts from "typescript";
import { applyCallback, type Receiver } from "./array-methods.ts";
import { putMember } from "./bindings.ts";
import type { Unit } from "./unit.ts";
import { useExpression } from "./uses.ts";
import { member, nest, NOTHING, type Value } from "./value.ts";

export function evaluateCollectionMethod(
  unit: Unit,
  call: ts.CallExpression,
  on: Receiver,
): Value {
  const { value } = on;
  const [first, second] = call.arguments;
  const element = member(value, "*");
  unit.record("reads", value);
  switch (on.name) {
    case "get":
      if (first !== undefined) useExpression(unit, first, "read");
      return element;
    case "set":
      if (first !== undefined) useExpression(unit, first, "read");
      if (second !== undefined) put(unit, on, second);
      return value;
    case "add":
      if (first !== undefined) put(unit, on, first);
      return value;
    case "has":
    case "delete":
      if (first !== undefined) useExpression(unit, first, "read");
      return NOTHING;
    case "forEach":
      if (first !== undefined) applyCallback(unit, first, [element, NOTHING, value]);
      return NOTHING;
    case "values":
      return value;
    case "entries":
      return nest("*", nest("1", element));
    default:
      for (const node of call.arguments) useExpression(unit, node, "escape");
      return value;
  }
}

function put(unit: Unit, on: Receiver, node: ts.Expression): void {
  const value = unit.sourceOf(node);
  putMember(unit, on.receiver, on.value, { key: "*", value, type: unit.typeOf(node) });
}
