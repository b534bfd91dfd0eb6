/**
 * The part of a schema that is about data. What a body leaves for readers that bring no schema says
 * what the data is; whether they get it behind a handle is not for the producer to decide. Streams
 * stay: they are no data.
 */
import type { AsCellEntry, JSONSchema, JSONSchemaObject } from "@commonfabric/api";

const known = new WeakMap<JSONSchemaObject, JSONSchemaObject>();

/** `schema` without handles other than streams; `undefined` when it says nothing else. */
export function dataSchema(schema: JSONSchema | undefined): JSONSchema | undefined {
  if (typeof schema !== "object") return schema;
  const data = withoutHandles(schema);
  return data !== schema && Object.keys(data).length === 0 ? undefined : data;
}

function withoutHandles(schema: JSONSchema): JSONSchema;
function withoutHandles(schema: JSONSchemaObject): JSONSchemaObject;
function withoutHandles(schema: JSONSchema): JSONSchema {
  if (typeof schema === "boolean") return schema;
  let data = known.get(schema);
  if (data === undefined) known.set(schema, data = strip(schema));
  return data;
}

function strip(schema: JSONSchemaObject): JSONSchemaObject {
  const { asCell, required, ...rest } = schema;
  const streams = asCell?.filter(isStream) ?? [];
  const hasOtherHandles = streams.length !== (asCell?.length ?? 0);
  const changes: Partial<JSONSchemaObject> = {
    ...parts(schema),
    ...(required === undefined ? {} : { required: stillRequired(schema, required) }),
  };
  const isChanged = hasOtherHandles ||
    Object.entries(changes).some(([key, part]) => part !== schema[key as keyof typeof changes]);
  if (!isChanged) return schema;
  return Object.freeze({
    ...rest,
    ...changes,
    ...(streams.length > 0 ? { asCell: Object.freeze(streams) } : {}),
  });
}

/** Subschemas without their handles; those that have none are the same objects. */
function parts(schema: JSONSchemaObject): Partial<JSONSchemaObject> {
  const { properties, $defs, items, additionalProperties, anyOf } = schema;
  return {
    ...(properties === undefined ? {} : { properties: members(properties) }),
    ...($defs === undefined ? {} : { $defs: members($defs) }),
    ...(items === undefined ? {} : { items: withoutHandles(items) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: withoutHandles(additionalProperties) }),
    ...(anyOf === undefined ? {} : { anyOf: alternatives(anyOf) }),
  };
}

function members(schemas: Readonly<Record<string, JSONSchema>>): Record<string, JSONSchema> {
  const data = Object.entries(schemas).map(([name, each]) => [name, withoutHandles(each)] as const);
  const isChanged = data.some(([name, each]) => each !== schemas[name]);
  return isChanged ? Object.freeze(Object.fromEntries(data)) : schemas;
}

function alternatives(schemas: readonly JSONSchema[]): readonly JSONSchema[] {
  const data = schemas.map((each) => withoutHandles(each));
  return data.some((each, index) => each !== schemas[index]) ? Object.freeze(data) : schemas;
}

/** A handle may stand for nothing: what was declared as one need not be there. */
function stillRequired(schema: JSONSchemaObject, required: readonly string[]): readonly string[] {
  const kept = required.filter((name) => {
    const member = schema.properties?.[name];
    return typeof member !== "object" || member.asCell === undefined ||
      member.asCell.every(isStream);
  });
  return kept.length === required.length ? required : Object.freeze(kept);
}

function isStream(entry: AsCellEntry): boolean {
  return (typeof entry === "object" ? entry.kind : entry) === "stream";
}
