/**
 * What links say about the place that they lead to, where the reader says nothing: its schema, its
 * default, and whether it may be shown.
 */
import type { CarriedSchema, Resolved } from "../links/resolve.ts";
import { isNarrower } from "../transactions/scope-keys.ts";
import type { Address } from "../types.ts";
import { ABSENT_SCHEMA, type SchemaNode, schemaNode } from "./schema-node.ts";

/** Whether a place behind a link belongs to a narrower scope than `schema` shows. */
export function isBeyond({ scope }: Address, { cap }: SchemaNode): boolean {
  return cap !== undefined && isNarrower(scope, cap);
}

/** Whether a link that led to a place hides it. */
export function isHidden(resolved: Resolved): boolean {
  return resolved.address.scope !== "space" &&
    carriedSchemas(resolved).some((schema) => isBeyond(resolved.address, schema));
}

/** What the links that led to a place say about it: the first that says anything. */
export function carriedSchema(resolved: Resolved): SchemaNode {
  return carriedSchemas(resolved).find((node) => !node.isAbsent) ?? ABSENT_SCHEMA;
}

/** The default that the links that led to a place declare for it: the first that declares one. */
export function carriedDefault(resolved: Resolved): unknown {
  return carriedSchemas(resolved).find((node) => node.default !== undefined)?.default;
}

/** Whether the last link that led to a place says that somebody may give a handle there. */
export function isHandleSlot({ last }: Resolved): boolean {
  const slot = last && schemaOf(last);
  if (slot === undefined || slot.default !== undefined) return false;
  return [slot, ...slot.members].some(({ handles }) => handles.length > 0);
}

function carriedSchemas({ carried }: Resolved): SchemaNode[] {
  return carried.map(schemaOf);
}

function schemaOf({ schema, below }: CarriedSchema): SchemaNode {
  return below.reduce((at, segment) => at.step(segment), schemaNode(schema));
}
