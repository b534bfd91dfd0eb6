/** Payloads as flags: `-- --title Tea --count 3 --done --tags a --tags b`, typed by a schema. */
import type { JSONSchema } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import { unknownField } from "../schema/check-value.ts";
import { alternatives, memberNames, schemaAt } from "../schema/schema-at.ts";
import { UsageError } from "./errors.ts";

/**
 * The object that `fields` spell.
 * @throws {UsageError} for a name that the schema does not have, and values of another type
 */
export function payloadFromFields(
  fields: readonly string[],
  schema: JSONSchema | undefined,
): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (let at = 0; at < fields.length; at++) {
    const [name, inline] = fieldName(fields[at]!);
    const field = declared(name, schema);
    let text = inline;
    if (text === undefined && !field.isFlag) text = fields[++at];
    if (text === undefined && !field.isFlag) throw new UsageError(`missing value: ${quote(name)}`);
    const value = text === undefined ? !field.isNegated : fieldValue(text, field.types, name);
    put(payload, field.name, value, field.isList);
  }
  return payload;
}

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  /** Takes no value unless one is given with `=`. */
  readonly isFlag: boolean;
  readonly isNegated: boolean;
  /** May be given several times, one element each. */
  readonly isList: boolean;
}

function fieldName(text: string): [name: string, inline: string | undefined] {
  const match = /^--([^=]+)(?:=([\s\S]*))?$/.exec(text);
  if (match === null) throw new UsageError(`not a field: ${quote(text)} (wanted: --name VALUE)`);
  return [match[1]!, match[2]];
}

function declared(name: string, schema: JSONSchema | undefined): Field {
  if (schema === undefined) return fieldOf(name, [], false);
  const found = schemaAt(schema, [name]);
  if (found.known) return fieldOf(name, typesOf(found.schema), false);
  const positive = name.startsWith("no-") ? schemaAt(schema, [name.slice(3)]) : found;
  if (positive.known && typesOf(positive.schema).includes("boolean")) {
    return fieldOf(name.slice(3), ["boolean"], true);
  }
  throw new UsageError(unknownField(name, memberNames(schema, schema)));
}

function fieldOf(name: string, types: readonly string[], isNegated: boolean): Field {
  const isFlag = types.includes("boolean");
  return { name, types, isFlag, isNegated, isList: types.includes("array") };
}

function typesOf(schema: JSONSchema): string[] {
  return alternatives(schema, schema).flatMap((each) => {
    if (typeof each === "boolean") return [];
    if (each.type === undefined) return (each.enum ?? []).map((value) => typeof value);
    return typeof each.type === "string" ? [each.type] : [...each.type];
  });
}

/** Text where text is wanted, else JSON; text again where anything is. */
function fieldValue(text: string, types: readonly string[], name: string): unknown {
  if (types.includes("string") && types.every((type) => type === "string" || !isJson(text))) {
    return text;
  }
  if (isJson(text)) return JSON.parse(text) as unknown;
  const isOpen = types.length === 0 || types.includes("unknown") || types.includes("array");
  if (isOpen || types.includes("string")) return text;
  throw new UsageError(`wrong type: ${quote(name)} is ${quote(text)}, not ${types.join(" or ")}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function put(
  payload: Record<string, unknown>,
  name: string,
  value: unknown,
  isList: boolean,
): void {
  const before = Object.getOwnPropertyDescriptor(payload, name)?.value as unknown;
  if (before !== undefined && !isList) throw new UsageError(`given twice: ${quote(name)}`);
  const list = isList && !Array.isArray(value) ? [value] : value;
  const next = isList && Array.isArray(before) ? [...before, ...list as unknown[]] : list;
  Object.defineProperty(payload, name, {
    value: next,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
