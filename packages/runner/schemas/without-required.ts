/** A schema that asks for nothing: what does not satisfy its place is absent there, and no more. */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";

/**
 * `schema` with every member optional, elements and definitions included. Alternatives of a union
 * keep theirs: what they ask for tells them apart.
 */
export function withoutRequired(schema: JSONSchema): JSONSchema {
  if (typeof schema === "boolean") return schema;
  const { required: _, ...rest } = schema;
  const { properties, items, additionalProperties, $defs } = schema;
  return {
    ...rest,
    ...(properties && { properties: each(properties) }),
    ...(items !== undefined && { items: withoutRequired(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: withoutRequired(additionalProperties),
    }),
    ...($defs && { $defs: each($defs) }),
  };
}

function each(schemas: NonNullable<JSONSchemaObject["properties"]>): Record<string, JSONSchema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, withoutRequired(schema)]),
  );
}
