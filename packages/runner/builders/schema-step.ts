/** The two questions that references ask of a schema: what is below a key, and is it a handle? */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";

const REFERENCE_HOPS = 64;

/** `schema` with leading local `$ref`s followed; its `$defs` stay those of the root. */
function resolve(schema: JSONSchema, root: JSONSchema): JSONSchemaObject | undefined {
  let current = schema;
  for (let hop = 0; hop < REFERENCE_HOPS; hop++) {
    if (typeof current === "boolean") return undefined;
    if (current.$ref === undefined) return current;
    const name = /^#\/\$defs\/([^/]{1,256})$/.exec(current.$ref)?.[1];
    const defs = typeof root === "boolean" ? undefined : root.$defs;
    if (name === undefined || defs === undefined || !Object.hasOwn(defs, name)) return undefined;
    const { $ref: _ref, ...rest } = current;
    const target = defs[name]!;
    if (typeof target === "boolean") return undefined;
    current = { ...target, ...rest };
  }
  return undefined;
}

/** The schema of member `key`, carrying the definitions that it may refer to. */
export function childSchema(schema: JSONSchema, key: string): JSONSchema | undefined {
  const here = resolve(schema, schema);
  if (here === undefined) return undefined;
  const child = here.properties !== undefined && Object.hasOwn(here.properties, key)
    ? here.properties[key]
    : here.items !== undefined && /^(0|[1-9][0-9]*)$/.test(key)
    ? here.items
    : here.additionalProperties;
  const defs = here.$defs ?? (typeof schema === "boolean" ? undefined : schema.$defs);
  if (child === undefined || typeof child === "boolean" || defs === undefined) return child;
  return { ...child, $defs: defs };
}

/** Whether a value under `schema` arrives as a handle. */
export function hasHandle(schema: JSONSchema): boolean {
  return (resolve(schema, schema)?.asCell?.length ?? 0) > 0;
}
