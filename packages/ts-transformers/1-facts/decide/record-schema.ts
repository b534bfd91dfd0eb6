/** One schema of a record from schemas of its members, whose definitions are put together. */
import type { JSONSchema } from "@commonfabric/api";
import { canonicalEqual } from "@commonfabric/canonical";

/** Every member is required unless `required` says otherwise. */
export function recordSchema(
  members: readonly (readonly [string, JSONSchema])[],
  required: readonly string[] = members.map(([name]) => name),
): JSONSchema {
  const definitions = new Map<string, JSONSchema>();
  const properties = members.map(([name, schema]) => [name, adopt(schema, definitions)]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    ...(definitions.size === 0 ? {} : { $defs: Object.fromEntries(definitions) }),
  };
}

/** `schema` with its definitions moved to `definitions`; equal names of unequal ones are kept apart. */
function adopt(schema: JSONSchema, definitions: Map<string, JSONSchema>): JSONSchema {
  if (typeof schema === "boolean" || schema.$defs === undefined) return schema;
  const { $defs, ...rest } = schema;
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries($defs)) {
    let free = name;
    for (let n = 2; !isFree(definitions, free, definition); n++) free = `${name}_${n}`;
    names.set(name, free);
  }
  for (const [name, definition] of Object.entries($defs)) {
    definitions.set(names.get(name)!, renamed(definition, names) as JSONSchema);
  }
  return renamed(rest, names) as JSONSchema;
}

function isFree(
  definitions: ReadonlyMap<string, JSONSchema>,
  name: string,
  definition: JSONSchema,
): boolean {
  const known = definitions.get(name);
  return known === undefined || canonicalEqual(known, definition);
}

const PREFIX = "#/$defs/";

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "$ref" && typeof member === "string" && member.startsWith(PREFIX)
        ? `${PREFIX}${names.get(member.slice(PREFIX.length)) ?? member.slice(PREFIX.length)}`
        : renamed(member, names),
    ]),
  );
}
