/**
 * Reading through a schema: the callback gets what the schema admits and nothing else, so that a
 * path that a schema forgot is a missing value here, not a lucky hit.
 */
import type { JSONSchemaObject } from "@commonfabric/api";
import { makeHandle } from "./handles.ts";
import { acceptsEverything, expanded, handleKinds, insideHandle } from "./schema-at.ts";
import { isRecord, member, Reference, type SchemaAt, StreamTarget, type World } from "./world.ts";

/** Where an object that a callback was given came from; writing it back stores a link. */
export const origins: WeakMap<object, Reference> = new WeakMap();

/** The value does not satisfy the schema. */
export const UNSATISFIED: unique symbol = Symbol("unsatisfied");

const DEPTH_LIMIT = 64;

/** What `reference` reads as through `at`: `undefined` when it does not satisfy the schema. */
export function view(world: World, reference: Reference, at: SchemaAt): unknown {
  const seen = project(world, reference, at, 0);
  return seen === UNSATISFIED ? undefined : seen;
}

/** The same, for callers that tell a refusal from a legal `undefined`. */
export function project(
  world: World,
  reference: Reference,
  at: SchemaAt,
  depth: number,
): unknown {
  if (depth > DEPTH_LIMIT) return undefined;
  if (handleKinds(at).length > 0) return handleAt(world, reference, at);
  const schema = expanded(at);
  if (schema === false) return undefined;
  const { value, location, path } = world.resolve(reference);
  const here = new Reference(location, path);
  if (value === undefined) return absent(world, reference, { schema, root: at.root }, depth);
  if (value instanceof StreamTarget) return streamView(world, here);
  if (acceptsEverything(schema)) return whole(world, here, depth);
  if (schema.anyOf !== undefined) return firstOf(world, reference, schema, at, depth);
  if (schema.enum !== undefined && !schema.enum.some((one) => Object.is(one, value))) {
    return UNSATISFIED;
  }
  if (schema.type === "unknown") return opaque(here);
  if (Array.isArray(value)) return arrayView(world, here, schema, at, depth);
  if (isRecord(value)) return recordView(world, here, schema, at, depth);
  if (typeof value === "function") return value;
  return admits(schema, typeNames(value)) && schema.properties === undefined ? value : UNSATISFIED;
}

function handleAt(world: World, reference: Reference, at: SchemaAt): unknown {
  const kind = handleKinds(at)[0]!;
  for (const { at: own } of world.bindings(reference)) {
    const given = own === undefined ? undefined : handleKinds(own)[0];
    if (given === undefined || !isWider(kind, given)) continue;
    world.violations.add(`a handle that is passed on as "${given}" is used as "${kind}"`);
  }
  const { location, path } = world.target(reference);
  return makeHandle(world, new Reference(location, path), kind, insideHandle(at));
}

const ALLOWS: Readonly<Record<string, readonly string[]>> = {
  cell: ["cell", "readonly", "writeonly", "comparable", "opaque"],
  readonly: ["readonly", "comparable", "opaque"],
  writeonly: ["writeonly", "opaque"],
  comparable: ["comparable", "opaque"],
  opaque: ["opaque"],
  stream: ["stream"],
};

function isWider(asked: string, given: string): boolean {
  return !(ALLOWS[given] ?? [given]).includes(asked);
}

function absent(world: World, from: Reference, at: SchemaAt, depth: number): unknown {
  const schema = at.schema as JSONSchemaObject;
  const fallback = "default" in schema ? schema.default : ownDefault(world, from);
  if (fallback !== undefined) {
    return project(world, new Reference(world.constant(fallback)), withoutDefault(at), depth + 1);
  }
  if (acceptsEverything(schema)) return undefined;
  const members = schema.anyOf?.map((one) => expanded({ schema: one, root: at.root })) ?? [schema];
  const takes = members.some((one) => one !== false && admits(one, ["undefined"]));
  return takes ? undefined : UNSATISFIED;
}

/** The default that a declaration on the way gives an absent value. */
function ownDefault(world: World, from: Reference): unknown {
  for (const { at } of world.bindings(from)) {
    const schema = at === undefined ? false : expanded(at);
    if (schema !== false && schema.default !== undefined) return schema.default;
  }
  return undefined;
}

function withoutDefault({ schema, root }: SchemaAt): SchemaAt {
  const { default: _, ...rest } = schema as JSONSchemaObject;
  return { schema: rest, root };
}

function firstOf(
  world: World,
  reference: Reference,
  schema: JSONSchemaObject,
  at: SchemaAt,
  depth: number,
): unknown {
  for (const one of schema.anyOf!) {
    const found = project(world, reference, { schema: one, root: at.root }, depth + 1);
    if (found !== UNSATISFIED) return found;
  }
  return UNSATISFIED;
}

/** A schema without `type` accepts by its other words; `object` accepts what has members. */
function admits(schema: JSONSchemaObject, names: readonly string[]): boolean {
  if (schema.type === undefined) return schema.enum !== undefined || acceptsEverything(schema);
  const accepted = typeof schema.type === "string" ? [schema.type] : schema.type;
  return names.some((name) => accepted.includes(name));
}

function typeNames(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (typeof value === "bigint") return ["integer", "number"];
  if (typeof value === "number") {
    return Number.isInteger(value) ? ["number", "integer"] : ["number"];
  }
  return [typeof value];
}

function arrayView(
  world: World,
  here: Reference,
  schema: JSONSchemaObject,
  at: SchemaAt,
  depth: number,
): unknown {
  if (schema.type !== undefined && !admits(schema, ["array"])) return UNSATISFIED;
  if (schema.type === undefined && schema.items === undefined) return UNSATISFIED;
  const { value } = world.resolve(here);
  const items = { schema: schema.items ?? true, root: at.root };
  const elements: unknown[] = [];
  for (let index = 0; index < (value as unknown[]).length; index++) {
    const element = project(world, here.below([String(index)]), items, depth + 1);
    if (element === UNSATISFIED) return UNSATISFIED;
    elements.push(element);
  }
  return remember(elements, here);
}

function recordView(
  world: World,
  here: Reference,
  schema: JSONSchemaObject,
  at: SchemaAt,
  depth: number,
): unknown {
  if (schema.type !== undefined && !admits(schema, ["object"])) return UNSATISFIED;
  const { value } = world.resolve(here);
  const seen: Record<string, unknown> = {};
  const declared = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  for (const [key, one] of Object.entries(declared)) {
    const isThere = Object.hasOwn(value as object, key);
    const below = { schema: one, root: at.root };
    // An absent optional handle is absent; a required one is a handle of nothing yet.
    if (!isThere && !required.has(key) && handleKinds(below).length > 0) continue;
    const found = project(world, here.below([key]), below, depth + 1);
    if (found === UNSATISFIED && required.has(key)) return UNSATISFIED;
    if (found === UNSATISFIED) continue;
    if (found !== undefined || isThere) define(seen, key, found);
  }
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) {
    const rest = { schema: schema.additionalProperties, root: at.root };
    for (const key of Object.keys(value as object)) {
      if (Object.hasOwn(declared, key)) continue;
      const found = project(world, here.below([key]), rest, depth + 1);
      if (found === UNSATISFIED) return UNSATISFIED;
      define(seen, key, found);
    }
  }
  return remember(seen, here);
}

/** Everything that is there, links followed. */
function whole(world: World, here: Reference, depth: number): unknown {
  const { value } = world.resolve(here);
  if (value instanceof StreamTarget) return streamView(world, here);
  if (typeof value !== "object" || value === null || depth > DEPTH_LIMIT) return value;
  const below = (key: string) => {
    const { location, path } = world.resolve(here.below([key]));
    return whole(world, new Reference(location, path), depth + 1);
  };
  if (Array.isArray(value)) {
    return remember(value.map((_, index) => below(String(index))), here);
  }
  const seen: Record<string, unknown> = {};
  for (const key of Object.keys(value)) define(seen, key, below(key));
  return remember(seen, here);
}

/** Present or not, comparable, storable; nothing of it can be read. */
function opaque(here: Reference): unknown {
  return remember({}, here);
}

function streamView(world: World, here: Reference): unknown {
  return makeHandle(world, here, "stream", { schema: true, root: true });
}

function remember<T extends object>(seen: T, origin: Reference): T {
  origins.set(seen, origin);
  return Object.freeze(seen);
}

function define(record: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(record, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The value as plain data, for comparison: handles by value, streams as a mark. */
export function plainOf(world: World, value: unknown, depth: number = 0): unknown {
  if (depth > DEPTH_LIMIT) return "<deep>";
  if (value instanceof Reference) {
    const { value: there } = world.resolve(value);
    return plainOf(world, there === undefined ? ownDefault(world, value) : there, depth + 1);
  }
  if (value instanceof StreamTarget) return "<stream>";
  if (Array.isArray(value)) return value.map((one) => plainOf(world, one, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, plainOf(world, member(value, key), depth + 1)]),
  );
}
