/**
 * Schema defaults of a fresh argument, written into the document so that operations such as `push`
 * find them. Objects are filled member by member; other defaults are taken whole.
 */
import { LIMITS } from "@commonfabric/contract";
import { isLink } from "../links/sigil.ts";
import { acceptsKind } from "../schemas/accepts.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { isMutableLeaf, putMember } from "../values/leaves.ts";
import { ArgumentMismatchError } from "./errors.ts";

/** `value`, a frozen stored tree, with what its schema declares for absent places. */
export function withDefaults(value: unknown, schema: SchemaNode, depth = 0): unknown {
  if (depth > LIMITS.valueDepth) return value;
  const own = value === undefined ? schema.schema.default : value;
  if (isLink(own) || Array.isArray(own)) return own;
  const isObject = typeof own === "object" && own !== null && !isMutableLeaf(own);
  const isDeclaredObject = own === undefined && depth === 0 &&
    schema.schema.properties !== undefined;
  if (!isObject && !isDeclaredObject) return own;
  const copy: Record<string, unknown> = { ...own as object | undefined };
  let hasNew = own !== value;
  for (const [name, member] of schema.properties()) {
    const before = Object.hasOwn(copy, name) ? copy[name] : undefined;
    const after = withDefaults(before, member, depth + 1);
    if (after === before) continue;
    putMember(copy, name, after);
    hasNew = true;
  }
  return hasNew ? Object.freeze(copy) : own;
}

/**
 * Checks what is present in `value` against the schema; absent members and links are accepted, the
 * former because inputs may come later, the latter because their targets may be out of reach now.
 * @throws {ArgumentMismatchError} with the path of the first member that does not fit
 */
export function checkFits(value: unknown, schema: SchemaNode, path: readonly string[] = []): void {
  if (value === undefined || isLink(value) || schema.isAny || schema.isUnknown) return;
  if (schema.isNever) throw new ArgumentMismatchError(path, "nothing");
  if (!acceptsKind(schema, value)) {
    const expected = schema.schema.enum === undefined ? schema.types?.join(" or ") : undefined;
    throw new ArgumentMismatchError(path, expected ?? "a value of its kind");
  }
  if (schema.members.length > 0 && !schema.members.some((member) => fits(value, member, path))) {
    throw new ArgumentMismatchError(path, "one of the declared alternatives");
  }
  if (typeof value !== "object" || value === null || isMutableLeaf(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const own = Array.isArray(value) ? schema.items : schema.property(key);
    if (own !== undefined) checkFits(member, own, [...path, key]);
  }
}

function fits(value: unknown, schema: SchemaNode, path: readonly string[]): boolean {
  try {
    checkFits(value, schema, path);
    return true;
  } catch (error) {
    if (error instanceof ArgumentMismatchError) return false;
    throw error;
  }
}
