/** Values that satisfy an emitted schema, drawn from a tape. */
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import { expanded, handleKinds } from "./recording/schema-at.ts";
import type { SchemaAt } from "./recording/world.ts";
import type { Tape } from "./tape.ts";

const TEXTS = ["", "a", "Zed", "milk", "two words", "0"];
const NUMBERS = [0, 1, 2, -1, 3, 10, 2.5];
const KEYS = ["a", "milk", "Zed"];
const DEPTH_LIMIT = 6;

/** The names of the inputs, by what they are. */
export interface SampledInput {
  readonly values: Readonly<Record<string, unknown>>;
  /** Inputs that have a default and are left out of `values`, with that default. */
  readonly omitted: Readonly<Record<string, unknown>>;
  readonly streams: readonly string[];
}

/** One argument of the pattern with `schema`. */
export function sampleInput(schema: JSONSchema, tape: Tape): SampledInput {
  const here = expanded({ schema, root: schema });
  const values: Record<string, unknown> = {};
  const omitted: Record<string, unknown> = {};
  const streams: string[] = [];
  const declared = here === false ? {} : here.properties ?? {};
  for (const key of Object.keys(declared)) {
    const at = { schema: declared[key]!, root: schema };
    const one = expanded(at);
    if (handleKinds(at)[0] === "stream") streams.push(key);
    else if (one !== false && "default" in one && tape.oneIn(3)) omitted[key] = one.default;
    else if (!isRequired(here, key) && tape.oneIn(3)) values[key] = undefined;
    else values[key] = sample(at, tape, 0);
  }
  return { values, omitted, streams };
}

function isRequired(schema: JSONSchemaObject | false, key: string): boolean {
  return schema !== false && (schema.required ?? []).includes(key);
}

/** A value of the schema; handles are sampled as their content. */
export function sample(at: SchemaAt, tape: Tape, depth: number): unknown {
  const schema = expanded(at);
  if (schema === false) return undefined;
  const below = (one: JSONSchema) => sample({ schema: one, root: at.root }, tape, depth + 1);
  if (schema.anyOf !== undefined) return below(tape.of(schema.anyOf));
  if (schema.enum !== undefined) return tape.of(schema.enum);
  const type = typeof schema.type === "string" || schema.type === undefined
    ? schema.type
    : tape.of(schema.type);
  switch (type) {
    case "string":
      return tape.of(TEXTS);
    case "number":
    case "integer":
      return tape.of(NUMBERS);
    case "boolean":
      return tape.below(2) === 1;
    case "null":
      return null;
    case "undefined":
      return undefined;
    case "array": {
      const length = depth > DEPTH_LIMIT ? 0 : tape.below(4);
      return Array.from({ length }, () => below(schema.items ?? true));
    }
    case "object":
      return sampleRecord(schema, at, tape, depth);
    case undefined:
      return schema.properties === undefined
        ? tape.of<unknown>([1, "any", true, null])
        : sampleRecord(schema, at, tape, depth);
    default:
      return "unknown";
  }
}

function sampleRecord(
  schema: JSONSchemaObject,
  { root }: SchemaAt,
  tape: Tape,
  depth: number,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(schema.properties ?? {})) {
    const isOptional = !isRequired(schema, key);
    if (isOptional && (depth > DEPTH_LIMIT || tape.oneIn(3))) continue;
    record[key] = sample({ schema: one, root }, tape, depth + 1);
  }
  const rest = schema.additionalProperties;
  if (rest !== undefined && rest !== false) {
    for (const key of KEYS.slice(0, tape.below(3))) {
      record[key] = sample({ schema: rest, root }, tape, depth + 1);
    }
  }
  return record;
}
