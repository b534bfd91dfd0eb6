/**
 * Reducing an event of the rendered tree to what its handler declares: a view sends all it knows of
 * an event, and a closed schema is about what code sends.
 */
import type { JSONSchema } from "@commonfabric/api";
import { LIMITS } from "@commonfabric/contract";
import { isLink } from "../links/sigil.ts";
import { memberOf } from "../transactions/tree.ts";
import { isMutableLeaf, putMember } from "../values/leaves.ts";
import { type SchemaNode, schemaNode } from "./schema-node.ts";
import { validateAgainst } from "./validate.ts";

/** `value`, a stored tree, without the members that records of `schema` do not declare. */
export function reduceToDeclared(schema: JSONSchema | undefined, value: unknown): unknown {
  return reduce(schemaNode(schema), value, 0);
}

function reduce(schema: SchemaNode, value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || isMutableLeaf(value) || isLink(value)) {
    return value;
  }
  if (depth > LIMITS.valueDepth || schema.isAny) return value;
  if (schema.members.length > 0) return reduceToFirst(schema.members, value, depth);
  if (Array.isArray(value)) {
    return Object.freeze(value.map((element) => reduce(schema.items, element, depth + 1)));
  }
  const declared: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = schema.property(key) ?? schema.additional(key);
    if (member !== undefined) {
      putMember(declared, key, reduce(member, memberOf(value, key), depth + 1));
    }
  }
  return Object.freeze(declared);
}

/** The first alternative that takes what is left; `value` when none does. */
function reduceToFirst(members: readonly SchemaNode[], value: object, depth: number): unknown {
  for (const member of members) {
    const reduced = reduce(member, value, depth + 1);
    if (validateAgainst(member.toSchema(), reduced).ok) return reduced;
  }
  return value;
}
