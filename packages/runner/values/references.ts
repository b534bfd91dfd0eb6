/**
 * The one weak table from objects that code holds to the place they stand for: handles, opaque
 * references, and views that a read produced. Writing such an object stores a link.
 */
import type { Address } from "../types.ts";

export interface HandleReference {
  readonly kind: "handle";
  /** Names the handle if it has no address yet. */
  readonly address: () => Address;
}

export interface ViewReference {
  readonly kind: "view";
  readonly address: Address;
  /** What was stored there when the view was made. */
  readonly node: unknown;
}

export type Reference = HandleReference | ViewReference;

const references = new WeakMap<object, Reference>();

/** Where `value` came from, or `undefined` for data that no read produced. */
export function referenceOf(value: object): Reference | undefined {
  return references.get(value);
}

export function recordReferenceOf(value: object, reference: Reference): void {
  references.set(value, reference);
}

/** The address that `value` stands for, if it is a handle or a view. */
export function addressOf(value: unknown): Address | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const reference = references.get(value);
  if (reference === undefined) return undefined;
  return reference.kind === "handle" ? reference.address() : reference.address;
}
