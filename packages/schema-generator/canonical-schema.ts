/** The form in which two schemas are compared: what is equal to a reader is equal here. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { sortedJson } from "./fragment.ts";

export interface CanonicalOptions {
  /** Keep `description` and `tags`. */
  readonly documentation?: boolean;
}

const BARE: ReadonlySet<string> = new Set([
  "string",
  "number",
  "integer",
  "boolean",
  "null",
  "undefined",
]);

/**
 * Local references expanded, a cycle as the distance to what it returns to; keys and lists in
 * order; spellings of one meaning unified.
 */
export function canonicalSchema(schema: JSONSchema, options: CanonicalOptions = {}): unknown {
  const definitions = typeof schema === "boolean" ? {} : schema.$defs ?? {};
  return canonical(schema, { root: schema, definitions, open: [], options });
}

interface Expansion {
  readonly root: JSONSchema;
  readonly definitions: Readonly<Record<string, JSONSchema>>;
  /** References that are being expanded, outermost first. */
  readonly open: readonly string[];
  readonly options: CanonicalOptions;
}

function canonical(schema: JSONSchema, at: Expansion): unknown {
  if (schema === true) return {};
  if (schema === false) return false;
  const { $ref, $defs: _defs, $comment: _comment, ...own } = schema;
  if ($ref === undefined || !$ref.startsWith("#")) {
    return ordered({ ...members(own, at), ...($ref !== undefined && { $ref }) });
  }
  const distance = at.open.toReversed().indexOf($ref);
  const target = resolved($ref, at);
  const inner = { ...at, open: [...at.open, $ref] };
  const body = distance >= 0 ? { $cycle: distance } : canonical(target, inner);
  const siblings = members(own, at);
  if (Object.keys(siblings).length === 0) return body;
  if (typeof body !== "object" || body === null) return ordered({ ...siblings, not: true });
  return ordered(merged(body as Record<string, unknown>, siblings));
}

function resolved($ref: string, { root, definitions }: Expansion): JSONSchema {
  if ($ref === "#") return root;
  const name = $ref.replace("#/$defs/", "").replaceAll("~1", "/").replaceAll("~0", "~");
  const target = definitions[name];
  if (target === undefined) throw new Error(`the schema has no definition "${$ref}"`);
  return target;
}

/** Siblings of a reference win; their properties extend those of the definition. */
function merged(
  body: Record<string, unknown>,
  siblings: Record<string, unknown>,
): Record<string, unknown> {
  const inner = body.properties as Record<string, Record<string, unknown>> | undefined;
  const outer = siblings.properties as Record<string, Record<string, unknown>> | undefined;
  if (inner === undefined || outer === undefined) return { ...body, ...siblings };
  const properties = { ...inner };
  for (const [name, member] of Object.entries(outer)) {
    properties[name] = merged(inner[name] ?? {}, member);
  }
  return { ...body, ...siblings, properties };
}

function members(schema: JSONSchemaObject, at: Expansion): Record<string, unknown> {
  const { properties, items, additionalProperties, anyOf, description, tags, ...rest } = schema;
  const inner = (member: JSONSchema) => canonical(member, at);
  const { type: _type, ...untyped } = rest;
  return {
    ...(rest.enum === undefined ? rest : untyped),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, inner(member)]),
      ),
    }),
    ...(items !== undefined && { items: inner(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: inner(additionalProperties),
    }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(inner) }),
    ...(at.options.documentation === true && description !== undefined && { description }),
    ...(at.options.documentation === true && tags !== undefined && { tags }),
  };
}

function ordered(schema: Record<string, unknown>): unknown {
  const { required, enum: values, type, anyOf, ...rest } = schema;
  const result: Record<string, unknown> = {
    ...rest,
    ...(Array.isArray(required) && required.length > 0 && { required: inTextOrder(required) }),
    ...(Array.isArray(values) && { enum: inTextOrder(values) }),
    ...(type !== undefined && { type: Array.isArray(type) ? inTextOrder(type) : type }),
  };
  if (!Array.isArray(anyOf)) return sorted(result);
  const [only] = anyOf;
  if (anyOf.length === 1) return sorted({ ...only as Record<string, unknown>, ...result });
  const bare = anyOf.map(bareTypes);
  if (bare.every((types) => types !== undefined)) {
    return sorted({ ...result, type: inTextOrder([...new Set(bare.flat())]) });
  }
  return sorted({ ...result, anyOf: inTextOrder(anyOf) });
}

/** The primitives that a schema admits if it says nothing else. */
function bareTypes(schema: unknown): readonly string[] | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { type, ...rest } = schema as { type?: unknown };
  if (Object.keys(rest).length > 0) return undefined;
  const types: unknown[] = Array.isArray(type) ? type : [type];
  const isBare = (name: unknown): name is string => typeof name === "string" && BARE.has(name);
  return types.every(isBare) ? types : undefined;
}

function inTextOrder(list: readonly unknown[]): unknown[] {
  return list.map((value) => ({ value, text: sortedJson(value) }))
    .sort((a, b) => compareUtf8(a.text, b.text))
    .map(({ value }) => value);
}

function sorted(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).sort(([a], [b]) => compareUtf8(a, b)));
}
