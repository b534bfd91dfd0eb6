/** Whether a stored leaf or the kind of a container satisfies the types and values of a schema. */
import { isBytes, isDate } from "../values/leaves.ts";
import type { SchemaNode } from "./schema-node.ts";

/** Schema names of the kind of a stored value. */
export function matchesType(node: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return node === null;
    case "boolean":
      return typeof node === "boolean";
    case "string":
      return typeof node === "string";
    case "number":
      return typeof node === "number";
    case "integer":
      return typeof node === "bigint" || Number.isInteger(node);
    case "array":
      return Array.isArray(node);
    case "object":
      return typeof node === "object" && node !== null && !Array.isArray(node);
    case "undefined":
      return node === undefined;
    default:
      return type === "unknown";
  }
}

/** Types and `enum`; a schema without type is typed by its `properties` or `items`. */
export function acceptsKind(schema: SchemaNode, node: unknown): boolean {
  const { types } = schema;
  const { enum: values, properties, items } = schema.schema;
  if (values !== undefined && !values.some((value) => Object.is(value, node))) return false;
  if (types !== undefined) return types.some((type) => matchesType(node, type));
  if (properties !== undefined && items === undefined) return matchesType(node, "object");
  if (items !== undefined && properties === undefined) return matchesType(node, "array");
  return true;
}

/** What a value is, for messages. */
export function describeKind(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  return isDate(value) ? "Date" : isBytes(value) ? "Uint8Array" : "object";
}
