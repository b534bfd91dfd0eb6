/** `Object.keys(x)`, `JSON.stringify(x)`, `Array.isArray(x)`: functions of the library by name. */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";
import { applyCallback } from "./array-methods.ts";
import { iterated } from "./iteration.ts";
import type { Unit } from "./unit.ts";
import { useExpression } from "./uses.ts";
import { join, member, nest, NOTHING, parts, unknownMember, type Value } from "./value.ts";

const OWNERS: ReadonlySet<string> = new Set(["Object", "JSON", "Array", "Map", "Promise"]);

/** The result, or `undefined` when this is another method. */
export function evaluateStatic(
  unit: Unit,
  call: ts.CallExpression,
  owner: ts.Expression,
  name: string,
): Value | undefined {
  const receiver = withoutAssertions(owner);
  if (!ts.isIdentifier(receiver) || !OWNERS.has(receiver.text)) return undefined;
  const symbol = unit.host.provenance.symbol(receiver);
  if (symbol?.declarations?.every((d) => d.getSourceFile().isDeclarationFile) !== true) {
    return undefined;
  }
  const [first, ...others] = call.arguments;
  if (first === undefined) return NOTHING;
  switch (`${receiver.text}.${name}`) {
    case "Object.keys":
      unit.record("wildcards", unit.sourceOf(first));
      return NOTHING;
    case "Object.values": {
      const value = unit.sourceOf(first);
      unit.record("wildcards", value);
      return nest("*", unknownMember(value));
    }
    case "Object.entries": {
      const value = unit.sourceOf(first);
      unit.record("wildcards", value);
      return nest("*", nest("1", unknownMember(value)));
    }
    case "Object.assign": {
      const target = unit.sourceOf(first);
      unit.record("writes", target);
      const sources = others.map((node) => unit.sourceOf(node));
      for (const source of sources) unit.record("wildcards", source);
      return join(target, ...sources);
    }
    case "Object.freeze":
    case "Object.seal":
    case "Promise.resolve":
      return unit.sourceOf(first);
    case "Object.fromEntries": {
      const value = unit.sourceOf(first);
      unit.record("presence", value);
      const key = member(member(value, "*"), "0");
      unit.recordDeep("reads", key);
      return nest("*", member(member(value, "*"), "1"));
    }
    case "JSON.stringify":
      unit.recordDeep("wildcards", unit.sourceOf(first));
      for (const node of others) useExpression(unit, node, "escape");
      return NOTHING;
    case "Array.isArray":
      unit.record(isKnownList(unit, first) ? "presence" : "reads", unit.sourceOf(first));
      return NOTHING;
    case "Array.from":
      return arrayFrom(unit, first, others[0]);
    case "Array.of":
      return join(...call.arguments.map((node) => nest("*", unit.sourceOf(node))));
    case "Promise.all":
    case "Promise.race":
    case "Promise.any": {
      const value = unit.sourceOf(first);
      unit.record("presence", value);
      return name === "all" ? value : member(value, "*");
    }
    case "Object.groupBy":
    case "Map.groupBy":
      return groupBy(unit, first, others[0]);
    default:
      return undefined;
  }
}

/** Whether some member of the type is a list, of which the test reads no element. */
function isKnownList(unit: Unit, node: ts.Expression): boolean {
  const { handles } = unit.host;
  return handles.members(unit.typeOf(node)).some((part) => handles.isArray(part));
}

function arrayFrom(unit: Unit, source: ts.Expression, map: ts.Expression | undefined): Value {
  const value = unit.sourceOf(source);
  // `Array.from({ length: input.count })`
  unit.record("reads", member(parts(value), "length"));
  const elements = iterated(unit, source, value);
  if (map === undefined) return nest("*", elements);
  return nest("*", applyCallback(unit, map, [elements, NOTHING]));
}

function groupBy(unit: Unit, source: ts.Expression, callback: ts.Expression | undefined): Value {
  const element = iterated(unit, source, unit.sourceOf(source));
  if (callback !== undefined) {
    unit.recordDeep("reads", applyCallback(unit, callback, [element, NOTHING]));
  }
  return nest("*", nest("*", element));
}
