/** One place that is being read: an address, what is there, and what is known of its surroundings. */
import { memberOf } from "../transactions/tree.ts";
import type { Address } from "../types.ts";

export interface Place {
  readonly address: Address;
  readonly node: unknown;
  /** False inside defaults and payloads: nothing is stored there that a link could lead to. */
  readonly isStored: boolean;
  /** Inside a default: the reader itself states it, whatever labels it asks of others. */
  readonly isDefault?: boolean | undefined;
  /** A deep read above covers the document from here on. */
  readonly isCovered: boolean;
  /** A node of a rendered tree: its `props`, and the members of those. */
  readonly tree?: "props" | "prop" | undefined;
}

/** The place of a member or an element. */
export function step(place: Place, key: string): Place {
  const { address, node } = place;
  const { space, scope, id, path } = address;
  return {
    address: { space, scope, id, path: [...path, key] },
    node: Object.getOwnPropertyDescriptor(node as object, key)?.value,
    isStored: place.isStored,
    isDefault: place.isDefault,
    isCovered: place.isCovered,
    tree: treePart(place, key),
  };
}

function treePart({ node, tree }: Place, key: string): Place["tree"] {
  if (tree === "props") return "prop";
  return key === "props" && isRenderedNode(node) ? "props" : undefined;
}

/** Whether a stored value is a node of a rendered tree. */
export function isRenderedNode(node: unknown): boolean {
  return memberOf(node, "type") === "vnode";
}
