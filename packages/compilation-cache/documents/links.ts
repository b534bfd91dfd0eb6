/**
 * The link beside each edge to a module or data file. Generic code walks a closure by it; this
 * package derives it from the identity and refuses every other one.
 */
import { canonicalEqual, type Sha256 } from "@commonfabric/canonical";
import type { StoredEdge } from "@commonfabric/module-identity";
import { cacheDocumentKey, compiledDocKey, sourceDocKey } from "./keys.ts";
import { memberOf } from "./shape.ts";

/** Which set a document belongs to: `source`, or `compiled` of a toolchain. */
export type DocumentSet = { readonly runtimeVersion: string } | "source";

/** A link without space: it stays in the space of the document that holds it. */
export interface SigilLink {
  readonly "/": { readonly "link@1": { readonly id: string } };
}

/** The link of `edge` in a document of `set`; host and package edges have none. */
export function linkOfEdge(
  edge: StoredEdge,
  set: DocumentSet,
  sha256: Sha256,
): SigilLink | undefined {
  if (edge.kind !== "module" && edge.kind !== "data") return undefined;
  const identity = edge.identity ?? "";
  // Data has no compiled form: both sets link to its source document.
  const key = set === "source" || edge.kind === "data"
    ? sourceDocKey(identity)
    : compiledDocKey(set.runtimeVersion, identity);
  return { "/": { "link@1": { id: cacheDocumentKey(key, sha256).id } } };
}

/** Whether a stored link is the derived one, another one, or one into another space. */
export function compareLink(
  stored: unknown,
  derived: SigilLink | undefined,
): "equal" | "other" | "foreign-space" {
  if (canonicalEqual(stored, derived)) return "equal";
  const target = memberOf(memberOf(stored, "/"), "link@1");
  return typeof memberOf(target, "space") === "string" ? "foreign-space" : "other";
}
