/** Walking a schema beside a value: references are expanded, members looked up. */
import type { JSONSchemaObject } from "@commonfabric/api";
import type { SchemaAt } from "./world.ts";

const EVERYTHING: JSONSchemaObject = {};

/** The schema as an object with its `$ref` expanded; siblings of the reference win. */
export function expanded({ schema, root }: SchemaAt): JSONSchemaObject | false {
  if (schema === true) return EVERYTHING;
  if (schema === false) return false;
  if (schema.$ref === undefined) return schema;
  const name = /^#\/\$defs\/(.*)$/.exec(schema.$ref)?.[1];
  // What the runtime resolves itself, such as the schema of views, accepts what is there.
  if (name === undefined) return EVERYTHING;
  const definition = typeof root === "object" ? root.$defs?.[name] : undefined;
  if (definition === undefined) throw new Error(`"${schema.$ref}" is not defined`);
  const target = expanded({ schema: definition, root });
  const { $ref: _, ...siblings } = schema;
  if (target === false) return false;
  return { ...target, ...siblings };
}

/** Whether nothing is asked of the value. */
export function acceptsEverything(schema: JSONSchemaObject): boolean {
  return schema.type === undefined && schema.properties === undefined &&
    schema.items === undefined && schema.anyOf === undefined && schema.enum === undefined &&
    schema.additionalProperties === undefined && schema["not"] === undefined;
}

/** The schemas of members named `key`; none when no alternative declares it. */
export function membersAt({ schema, root }: SchemaAt, key: string): readonly SchemaAt[] {
  const here = expanded({ schema, root });
  if (here === false) return [];
  if (here.anyOf !== undefined) {
    return here.anyOf.flatMap((one) => membersAt({ schema: one, root }, key));
  }
  const declared = here.properties?.[key];
  if (declared !== undefined) return [{ schema: declared, root }];
  if (here.additionalProperties !== undefined && here.additionalProperties !== false) {
    return [{ schema: here.additionalProperties, root }];
  }
  if (here.items !== undefined) return [{ schema: here.items, root }];
  return acceptsEverything(here) ? [{ schema: true, root: true }] : [];
}

/** Kinds of the handles that the schema asks for, outermost first. */
export function handleKinds({ schema, root }: SchemaAt): readonly string[] {
  const here = expanded({ schema, root });
  if (here === false) return [];
  return (here.asCell ?? []).map((entry) => typeof entry === "string" ? entry : entry.kind);
}

/** The schema of what the outermost handle holds. */
export function insideHandle({ schema, root }: SchemaAt): SchemaAt {
  const here = expanded({ schema, root });
  if (here === false) return { schema: false, root };
  const { asCell, ...rest } = here;
  const inner = asCell?.slice(1) ?? [];
  if ("not" in rest) return { schema: false, root };
  return { schema: inner.length === 0 ? rest : { ...rest, asCell: inner }, root };
}
