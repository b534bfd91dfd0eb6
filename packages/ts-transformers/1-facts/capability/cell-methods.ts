/** Methods of handles: what is read, written or compared through them. */
import ts from "typescript";
import { evaluateArrayMethod, type Receiver } from "./array-methods.ts";
import { escapeAll } from "./closures.ts";
import { argumentsOf } from "./calls.ts";
import { staticKey } from "./keys.ts";
import type { Unit } from "./unit.ts";
import { useExpression, useIdentity } from "./uses.ts";
import { content, member, NOTHING, unknownMember, type Value } from "./value.ts";

interface CellReceiver extends Receiver {
  /** `x?.get()` or `x.get?.()`. */
  readonly isOptional: boolean;
}

/** Writers whose arguments become elements, by identity. */
const ELEMENT_WRITERS: ReadonlySet<string> = new Set([
  "push",
  "addUnique",
  "remove",
  "removeByValue",
  "removeAll",
]);
const VALUE_WRITERS: ReadonlySet<string> = new Set(["set", "update", "increment", "send"]);
const LIST_METHODS: ReadonlySet<string> = new Set([
  "map",
  "filter",
  "flatMap",
  "reduce",
  "findIndex",
]);

export function evaluateCellMethod(
  unit: Unit,
  call: ts.CallExpression,
  on: CellReceiver,
): Value {
  const { name, value } = on;
  if (name === "get" || name === "sample") {
    unit.record("handleReads", value);
    if (on.isOptional) unit.record("reads", value);
    call.arguments.forEach((node) => useExpression(unit, node, "read"));
    return content(value);
  }
  if (VALUE_WRITERS.has(name)) return write(unit, call, on);
  if (ELEMENT_WRITERS.has(name)) {
    recordWrite(unit, value);
    call.arguments.forEach((node) => {
      if (!ts.isSpreadElement(node)) return useIdentity(unit, node);
      const list = unit.sourceOf(node.expression);
      unit.record("presence", list);
      unit.record("identity", member(list, "*"));
    });
    return NOTHING;
  }
  if (LIST_METHODS.has(name)) {
    unit.record("handleReads", value);
    return evaluateArrayMethod(unit, call, { ...on, value: content(value) }) ?? NOTHING;
  }
  switch (name) {
    case "key":
      return call.arguments.reduce<Value>((at, node) => keyed(unit, node, at), value);
    case "elementById":
      call.arguments.forEach((node) => useExpression(unit, node, "read"));
      return member(value, "*", true);
    case "for":
      call.arguments.forEach((node) => useExpression(unit, node, "read"));
      return value;
    case "equals":
    case "equalLinks":
      unit.record("comparable", value);
      call.arguments.forEach((node) => unit.record("comparable", unit.sourceOf(node)));
      return NOTHING;
    default:
      unit.record("unverified", value);
      unit.record("reads", value);
      escapeAll(unit, argumentsOf(unit, call.arguments));
      return value;
  }
}

function keyed(unit: Unit, node: ts.Expression, at: Value): Value {
  if (ts.isSpreadElement(node)) {
    useExpression(unit, node.expression, "read");
    return unknownMember(at, true);
  }
  const key = staticKey(unit, node);
  if (key !== undefined) return member(at, key, true);
  useExpression(unit, node, "read");
  return unknownMember(at, true);
}

function recordWrite(unit: Unit, value: Value): void {
  unit.record("writes", value);
  unit.record("handleWrites", value);
}

/** A second argument is called when the write is done, with what nobody sees here. */
function write(unit: Unit, call: ts.CallExpression, on: CellReceiver): Value {
  recordWrite(unit, on.value);
  const [first, ...others] = call.arguments;
  if (first !== undefined) useExpression(unit, first, "store");
  if (others.length > 0) {
    unit.record("unverified", on.value);
    unit.record("reads", on.value);
    others.forEach((node) => useExpression(unit, node, "escape"));
  }
  return NOTHING;
}
