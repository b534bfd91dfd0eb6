/**
 * Pointers to code in documents. A document that names an identity keeps the closure of that module:
 * stores index what every document names when it is committed, and collection starts from there.
 *
 *   meta.patternIdentity, meta.patternSetupIdentity   the pattern of a piece, also while it is set up
 *   { $patternRef }, { $implRef }                     at any depth
 */
import { type Identity, isModuleIdentity } from "@commonfabric/module-identity";
import type { StoredDocument } from "./types.ts";

const POINTER_META = ["patternIdentity", "patternSetupIdentity"] as const;

/** The identity that a marked member of a document points to; `undefined` for other members. */
export function pointerOfMember(key: string, value: unknown): Identity | undefined {
  return key === "$patternRef" || key === "$implRef" ? identityOf(value) : undefined;
}

/** The identities that the meta of a document points to. */
export function pointersOfMeta({ meta }: StoredDocument): Identity[] {
  if (meta === undefined) return [];
  return POINTER_META.flatMap((name) => identityOf(meta[name]) ?? []);
}

function identityOf(pointer: unknown): Identity | undefined {
  if (typeof pointer !== "object" || pointer === null) return undefined;
  const identity = Object.getOwnPropertyDescriptor(pointer, "identity")?.value as unknown;
  return isModuleIdentity(identity) ? identity : undefined;
}
