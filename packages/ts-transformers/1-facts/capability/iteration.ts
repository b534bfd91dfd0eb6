/** What iterating a value gives: elements of lists, entries of maps, characters of strings. */
import type ts from "typescript";
import type { Unit } from "./unit.ts";
import { useValue } from "./uses.ts";
import { member, nest, NOTHING, type Value, whole } from "./value.ts";

export function iterated(unit: Unit, node: ts.Expression, value: Value): Value {
  if (value.length === 0) return NOTHING;
  const { handles } = unit.host;
  const type = unit.typeOf(node);
  if (handles.isPrimitive(type)) {
    useValue(unit, value, type, "read");
    return NOTHING;
  }
  const collection = handles.collectionName(type);
  if (collection === undefined && !handles.isArray(type) && whole(value).length > 0) {
    // Some other iterable: nothing is known of its elements.
    unit.record("wildcards", value);
  }
  unit.record("presence", value);
  const element = member(value, "*");
  return collection?.includes("Map") === true ? nest("1", element) : element;
}
