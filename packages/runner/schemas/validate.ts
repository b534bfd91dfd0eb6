/**
 * Validation of plain values: arguments at set-up, payloads of events. Handles, views and links
 * stand for data that belongs to someone else and count as opaque.
 */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { isLink } from "../links/sigil.ts";
import { isMutableLeaf, isStreamMarker, putMember } from "../values/leaves.ts";
import { addressOf } from "../values/references.ts";
import { acceptsKind, describeKind } from "./accepts.ts";
import { type SchemaNode, schemaNode } from "./schema-node.ts";

export interface Mismatch {
  readonly path: readonly string[];
  readonly reason: string;
}

/** `{ok: true}`, or the first place that does not satisfy the schema, and why. */
export type Validation = { readonly ok: true } | { readonly ok: false } & Mismatch;

const VALID: Validation = Object.freeze({ ok: true });

/**
 * Whether `value` satisfies `schema`. Members with a default may be absent; members that are not
 * declared are refused only where `additionalProperties` is `false`.
 */
export function validateAgainst(schema: JSONSchema | undefined, value: unknown): Validation {
  const mismatch = check(schemaNode(schema), value, []);
  return mismatch === undefined ? VALID : { ok: false, ...mismatch };
}

/** Whether a stored value satisfies `schema`. */
export function satisfies(schema: SchemaNode, value: unknown): boolean {
  return check(schema, value, []) === undefined;
}

function check(schema: SchemaNode, value: unknown, path: readonly string[]): Mismatch | undefined {
  if (path.length > LIMITS.valueDepth) {
    return { path: path.slice(0, 8), reason: "nested too deeply" };
  }
  if (schema.isNever) return value === undefined ? undefined : { path, reason: "not allowed" };
  if (isOpaque(value) || schema.handles.length > 0 || schema.isUnknown) return undefined;
  if (value === undefined && schema.schema.default !== undefined) return undefined;
  if (schema.members.length > 0) return checkUnion(schema, value, path);
  if (schema.isAny) return undefined;
  if (!acceptsKind(schema, value)) return { path, reason: `expected ${expected(schema, value)}` };
  if (typeof value !== "object" || value === null || isMutableLeaf(value)) return undefined;
  return Array.isArray(value) ? checkArray(schema, value, path) : checkRecord(schema, value, path);
}

function checkUnion(
  schema: SchemaNode,
  value: unknown,
  path: readonly string[],
): Mismatch | undefined {
  let deepest: Mismatch | undefined;
  for (const member of schema.members) {
    const mismatch = check(member, value, path);
    if (mismatch === undefined) return undefined;
    if (deepest === undefined || mismatch.path.length > deepest.path.length) deepest = mismatch;
  }
  return deepest;
}

function checkArray(
  schema: SchemaNode,
  value: readonly unknown[],
  path: readonly string[],
): Mismatch | undefined {
  for (const key of Object.keys(value)) {
    const mismatch = check(schema.items, memberValue(value, key), [...path, key]);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function checkRecord(
  schema: SchemaNode,
  value: object,
  path: readonly string[],
): Mismatch | undefined {
  for (const [name, member] of schema.properties()) {
    const own = memberValue(value, name);
    const isAbsent = own === undefined;
    const mayBeAbsent = !schema.required.has(name) || member.acceptsUndefined ||
      member.schema.default !== undefined;
    if (isAbsent && !mayBeAbsent) return { path: [...path, name], reason: "is required" };
    const mismatch = isAbsent ? undefined : check(member, own, [...path, name]);
    if (mismatch !== undefined) return mismatch;
  }
  for (const name of Object.keys(value)) {
    if (schema.property(name) !== undefined) continue;
    const member = schema.additional(name);
    if (member === undefined) {
      if (schema.schema.additionalProperties !== false) continue;
      return { path: [...path, name], reason: "is not a declared member" };
    }
    const mismatch = check(member, memberValue(value, name), [...path, name]);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

/**
 * `value` with declared defaults filled in: members of objects one by one, arrays and scalars whole.
 * Values that need nothing are returned as they are.
 */
export function withDefaults(schema: JSONSchema | undefined, value: unknown): unknown {
  return fill(schemaNode(schema), value, 0);
}

function fill(schema: SchemaNode, value: unknown, depth: number): unknown {
  if (value === undefined) {
    const { default: whole } = schema.schema;
    return whole === undefined ? undefined : fill(schema, structuredClone(whole), depth + 1);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (isOpaque(value) || isMutableLeaf(value) || depth > LIMITS.valueDepth) return value;
  let filled: Record<string, unknown> | undefined;
  for (const [name, member] of schema.properties()) {
    const own = memberValue(value, name);
    const result = fill(member, own, depth + 1);
    if (Object.is(own, result)) continue;
    filled ??= { ...value };
    putMember(filled, name, result);
  }
  return filled ?? value;
}

function isOpaque(value: unknown): boolean {
  return isLink(value) || isStreamMarker(value) || typeof value === "function" ||
    isHandle(value);
}

/** Views are data and are checked as such. */
function isHandle(value: unknown): boolean {
  return addressOf(value) !== undefined && Object.getPrototypeOf(value) !== Object.prototype &&
    !Array.isArray(value);
}

function memberValue(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function expected(schema: SchemaNode, value: unknown): string {
  const { enum: values } = schema.schema;
  const found = describeKind(value);
  if (values !== undefined) return `one of ${values.length} listed values, found ${found}`;
  const types = schema.types ?? [schema.schema.items === undefined ? "object" : "array"];
  return `${types.join(" or ")}, found ${found}`;
}
