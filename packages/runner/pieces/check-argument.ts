/** Whether the argument of a piece fits its schema as far as it is there. */
import { isLink } from "../links/sigil.ts";
import { acceptsKind } from "../schemas/accepts.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import { isMutableLeaf } from "../values/leaves.ts";
import { ArgumentMismatchError } from "./errors.ts";

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
