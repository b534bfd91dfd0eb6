/** Whether a payload fits a schema. Stricter than reading: nothing unknown is passed over. */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { nearestName, quote } from "@commonfabric/contract";
import { storedLink } from "../store/stored-links.ts";
import { alternatives, memberNames, withoutRequired } from "./schema-at.ts";

const MAX_DEPTH = 256;

/** What is wrong with `value`, in one line; `undefined` when it fits. Links fit everywhere. */
export function valueProblem(value: unknown, schema: JSONSchema): string | undefined {
  return problemAt(value, schema, schema, []);
}

/** The member of an argument that its schema does not have; the set-up checks everything else. */
export function unknownMember(value: unknown, schema: JSONSchema): string | undefined {
  const problem = valueProblem(value, withoutRequired(schema));
  return problem?.startsWith("unknown field") ? problem : undefined;
}

/** What an unknown name is called in messages, with the known one that is nearest. */
export function unknownField(name: string, names: readonly string[]): string {
  const near = nearestName(name, names, 3);
  const hint = near !== undefined
    ? `; did you mean ${quote(near)}?`
    : names.length === 0
    ? ""
    : ` (known: ${names.join(", ")})`;
  return `unknown field: ${quote(name)}${hint}`;
}

function problemAt(
  value: unknown,
  schema: JSONSchema,
  root: JSONSchema,
  path: readonly string[],
): string | undefined {
  if (path.length > MAX_DEPTH) return `too deep: ${quote(path.slice(0, 3).join("/"))}...`;
  if (storedLink(value, { space: "", id: "" }) !== undefined) return undefined;
  let first: string | undefined;
  for (const alternative of alternatives(schema, root)) {
    const problem = plainProblem(value, alternative, root, path);
    if (problem === undefined) return undefined;
    first = nearer(first, problem);
  }
  return first;
}

/** Of two problems the one inside the value: its alternative was the one that was meant. */
function nearer(first: string | undefined, second: string): string {
  return first === undefined || first.startsWith("wrong type") ? second : first;
}

function plainProblem(
  value: unknown,
  schema: JSONSchema,
  root: JSONSchema,
  path: readonly string[],
): string | undefined {
  if (schema === true) return undefined;
  if (schema === false) return `unexpected value: ${where(path)} takes none`;
  const { type, enum: values } = schema;
  const types = typeof type === "string" ? [type] : type;
  if (types !== undefined && !types.some((each) => hasType(value, each))) {
    return `wrong type: ${where(path)} is ${typeOf(value)}, not ${types.join(" or ")}`;
  }
  if (values !== undefined && !values.some((each) => Object.is(each, value))) {
    const known = values.map((each) => JSON.stringify(each)).join(", ");
    return `wrong value: ${where(path)} is none of ${known}`;
  }
  if (Array.isArray(value)) {
    return firstProblem(
      value.entries(),
      ([index, item]) =>
        schema.items === undefined
          ? undefined
          : problemAt(item, schema.items, root, [...path, String(index)]),
    );
  }
  return isRecord(value) ? memberProblem(value, schema, root, path) : undefined;
}

function memberProblem(
  value: object,
  schema: JSONSchemaObject,
  root: JSONSchema,
  path: readonly string[],
): string | undefined {
  const { properties = {}, additionalProperties: others } = schema;
  const isListed = schema.properties !== undefined || others === false;
  const found = firstProblem(Object.entries(value), ([name, member]) => {
    const below = [...path, name];
    if (Object.hasOwn(properties, name)) return problemAt(member, properties[name]!, root, below);
    if (typeof others === "object") return problemAt(member, others, root, below);
    if (!isListed || others === true) return undefined;
    return unknownField(
      below.join("."),
      memberNames(schema, root).map((each) => [...path, each].join(".")),
    );
  });
  if (found !== undefined) return found;
  const missing = (schema.required ?? []).find((name) =>
    !Object.hasOwn(value, name) && !mayBeAbsent(properties[name], root)
  );
  return missing === undefined
    ? undefined
    : `missing field: ${quote([...path, missing].join("."))} is required`;
}

function mayBeAbsent(schema: JSONSchema | undefined, root: JSONSchema): boolean {
  return alternatives(schema ?? true, root).some((each) =>
    typeof each === "boolean" ? each : each.default !== undefined ||
      each.type === "undefined" || each.type === "unknown" ||
      (Array.isArray(each.type) && each.type.includes("undefined"))
  );
}

function firstProblem<T>(
  items: Iterable<T>,
  problemOf: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case "unknown":
      return true;
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value);
    case "object":
      return isRecord(value) || value instanceof Date || value instanceof Uint8Array;
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    default:
      return typeOf(value) === type;
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !(value instanceof Date) && !(value instanceof Uint8Array);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function where(path: readonly string[]): string {
  return path.length === 0 ? "the payload" : quote(path.join("."));
}
