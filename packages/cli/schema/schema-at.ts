/** Parts of a stored schema: what it says about a place, and what it asks for at least. */
import type { JSONSchema } from "@commonfabric/api";

/** What a schema says about a path: a schema for it, or the first name that it does not have. */
export type SchemaPlace =
  | { readonly known: true; readonly schema: JSONSchema }
  | { readonly known: false; readonly name: string; readonly names: readonly string[] };

const MAX_REFERENCES = 64;
const DEFS = "#/$defs/";

/** `schema` without reference; `true` for references that lead out of it. */
export function withoutReference(schema: JSONSchema, root: JSONSchema): JSONSchema {
  let found = schema;
  for (let hops = 0; hops < MAX_REFERENCES; hops++) {
    if (typeof found === "boolean" || found.$ref === undefined) return found;
    const defs = typeof root === "boolean" ? undefined : root.$defs;
    const name = found.$ref.startsWith(DEFS) ? found.$ref.slice(DEFS.length) : undefined;
    if (name === undefined || defs === undefined || !Object.hasOwn(defs, name)) return true;
    found = defs[name]!;
  }
  return true;
}

/** What `root` says about `path`. The schema of a place keeps the definitions of its root. */
export function schemaAt(root: JSONSchema, path: readonly string[]): SchemaPlace {
  let schemas: readonly JSONSchema[] = [root];
  for (const [at, name] of path.entries()) {
    const steps = schemas.flatMap((schema) => alternatives(schema, root))
      .map((schema) => memberSchema(schema, name));
    schemas = steps.filter((step) => step !== undefined);
    if (schemas.length > 0) continue;
    return { known: false, name, names: namesAt(root, path.slice(0, at)) };
  }
  if (schemas.length === 1) return { known: true, schema: withDefinitions(schemas[0]!, root) };
  return { known: true, schema: withDefinitions({ anyOf: schemas }, root) };
}

/** The schema of a member; `undefined` where an object that lists its members has no such one. */
function memberSchema(schema: JSONSchema, name: string): JSONSchema | undefined {
  if (typeof schema === "boolean") return schema ? true : undefined;
  const { properties, additionalProperties, items } = schema;
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name]!;
  if (items !== undefined && /^(?:0|[1-9][0-9]*)$/.test(name)) return items;
  if (additionalProperties !== undefined && additionalProperties !== false) {
    return additionalProperties;
  }
  if (schema.type === "array") return name === "length" ? true : undefined;
  return properties === undefined && additionalProperties === undefined && items === undefined
    ? true
    : undefined;
}

/** The members of `anyOf`, references resolved; a schema without them is its only alternative. */
export function alternatives(schema: JSONSchema, root: JSONSchema): JSONSchema[] {
  const found = withoutReference(schema, root);
  if (typeof found === "boolean" || found.anyOf === undefined) return [found];
  return found.anyOf.flatMap((member) => alternatives(member, root));
}

/** The declared members of an object schema. */
export function memberNames(schema: JSONSchema, root: JSONSchema): string[] {
  return alternatives(schema, root).flatMap((each) =>
    typeof each === "boolean" ? [] : Object.keys(each.properties ?? {})
  );
}

function namesAt(root: JSONSchema, path: readonly string[]): string[] {
  const parent = schemaAt(root, path);
  return parent.known ? memberNames(parent.schema, root) : [];
}

function withDefinitions(schema: JSONSchema, root: JSONSchema): JSONSchema {
  if (typeof schema === "boolean" || typeof root === "boolean") return schema;
  const { $defs } = root;
  return $defs === undefined || schema.$defs !== undefined ? schema : { ...schema, $defs };
}

/** What follows the name of a definition in that of its form without requirements. */
const RELAXED = "?";

/**
 * `schema` that does not ask for its members to be present: a value that was never computed hides
 * itself, not everything around it. Alternatives keep what tells them apart.
 */
export function withoutRequired(schema: JSONSchema): JSONSchema {
  const relaxed = relax(schema);
  if (typeof relaxed === "boolean" || typeof schema === "boolean") return relaxed;
  if (schema.$defs === undefined) return relaxed;
  const definitions = Object.entries(schema.$defs)
    .map(([name, definition]) => [`${name}${RELAXED}`, relax(definition)]);
  return { ...relaxed, $defs: { ...schema.$defs, ...Object.fromEntries(definitions) } };
}

function relax(schema: JSONSchema): JSONSchema {
  if (typeof schema === "boolean") return schema;
  const { required: _required, ...rest } = schema;
  const { $ref, properties, items, additionalProperties } = rest;
  return {
    ...rest,
    ...($ref?.startsWith(DEFS) && { $ref: `${$ref}${RELAXED}` }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, relax(member)]),
      ),
    }),
    ...(items !== undefined && { items: relax(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: relax(additionalProperties),
    }),
  };
}
