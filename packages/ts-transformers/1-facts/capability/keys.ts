/** Keys and names of members, by the types that a unit knows. */
import type ts from "typescript";
import { typedKey, typedName } from "../member-names.ts";
import type { Unit } from "./unit.ts";

/** The key as text, or `undefined` when it is known at run time only. */
export function staticKey(unit: Unit, node: ts.Expression): string | undefined {
  return typedKey(node, (at) => unit.typeOf(at));
}

/** The name of a property in a literal or pattern. */
export function propertyKey(unit: Unit, name: ts.PropertyName): string | undefined {
  return typedName(name, (at) => unit.typeOf(at));
}
