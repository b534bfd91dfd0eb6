/** Orders of emission: keys of schemas, values of `enum`, members of `anyOf`. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import type { EnumValue } from "./fragment.ts";

const FIRST_KEYS = [
  "$ref",
  "type",
  "properties",
  "required",
  "items",
  "additionalProperties",
  "anyOf",
  "enum",
];

function keyRank(key: string): number {
  const rank = FIRST_KEYS.indexOf(key);
  if (rank >= 0) return rank;
  return key === "$defs" ? FIRST_KEYS.length + 1 : FIRST_KEYS.length;
}

function compareKeys(a: string, b: string): number {
  return keyRank(a) - keyRank(b) || compareUtf8(a, b);
}

/**
 * The schema with its keys in the order in which schemas are printed. Names of properties and
 * definitions keep the order that they have.
 */
export function jsonLiteralOrder(schema: JSONSchema): JSONSchema {
  if (typeof schema === "boolean") return schema;
  const entries = Object.entries(schema)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([key, value]) => [key, orderedMember(key, value)] as const);
  return Object.fromEntries(entries) as JSONSchemaObject;
}

function orderedMember(key: string, value: unknown): unknown {
  if (key === "properties" || key === "$defs") {
    const members = Object.entries(value as Record<string, JSONSchema>);
    return Object.fromEntries(members.map(([name, member]) => [name, jsonLiteralOrder(member)]));
  }
  if (key === "anyOf") return (value as readonly JSONSchema[]).map(jsonLiteralOrder);
  if (key === "items" || key === "additionalProperties") {
    return jsonLiteralOrder(value as JSONSchema);
  }
  return value;
}

function enumRank(value: EnumValue): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return 1;
  return typeof value === "number" ? 2 : 3;
}

/** Null, booleans, numbers ascending, strings by UTF-8 bytes. */
export function compareEnumValues(a: EnumValue, b: EnumValue): number {
  const byKind = enumRank(a) - enumRank(b);
  if (byKind !== 0) return byKind;
  return typeof a === "string" && typeof b === "string" ? compareUtf8(a, b) : Number(a) - Number(b);
}
