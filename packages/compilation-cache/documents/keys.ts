/**
 * Keys of the cache documents of a space. A key is the cause of its document; the document's id is
 * derived from it. `sourceDocKey` and `compiledDocKey` are the only makers of the first two keys.
 */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import {
  type Identity,
  InvalidIdentityError,
  isModuleIdentity,
} from "@commonfabric/module-identity";
import { type DocKey, documentId, isSpaceId, type SpaceId, spaceKey } from "@commonfabric/storage";

/** Prefixes of the keys, by set. They are reserved: pattern code cannot name such causes. */
export const KEY_PREFIXES = {
  source: "pattern:",
  compiled: "compileCache:",
  emitIndex: "compileEmit:",
  edgeMemo: "importEdges:",
  roots: "patternRoots:",
  notes: "patternNotes:",
  lease: "compileLease:",
  intent: "replicationIntent:",
} as const;

/** Key of the source document. @throws {InvalidIdentityError} */
export function sourceDocKey(identity: Identity): string {
  return KEY_PREFIXES.source + checkIdentity(identity);
}

/** Key of the compiled document. @throws {InvalidIdentityError} */
export function compiledDocKey(runtimeVersion: string, identity: Identity): string {
  return `${KEY_PREFIXES.compiled}${runtimeVersion}/${checkIdentity(identity)}`;
}

/** Key of the emit index entry; an emit key has the form of an identity. */
export function emitIndexKey(runtimeVersion: string, emitKey: string): string {
  return `${KEY_PREFIXES.emitIndex}${runtimeVersion}/${emitKey}`;
}

/** Key of the edge memo of a text; `extension` starts with a dot. */
export function edgeMemoKey(sourceDigest: string, extension: string): string {
  return KEY_PREFIXES.edgeMemo + sourceDigest + extension;
}

/** Key of the roots document of an entry. @throws {InvalidIdentityError} */
export function rootsDocKey(entry: Identity): string {
  return KEY_PREFIXES.roots + checkIdentity(entry);
}

/** Key of the notes document of an entry. @throws {InvalidIdentityError} */
export function notesDocKey(entry: Identity): string {
  return KEY_PREFIXES.notes + checkIdentity(entry);
}

/** Key of the lease on the compile of a module. @throws {InvalidIdentityError} */
export function leaseKey(runtimeVersion: string, identity: Identity): string {
  return `${KEY_PREFIXES.lease}${runtimeVersion}/${checkIdentity(identity)}`;
}

/**
 * Key of the intent to copy the closure of `entry` to the space `to`; it stands in the space that
 * the closure is copied from. @throws {InvalidIdentityError}
 */
export function replicationIntentKey(to: SpaceId, entry: Identity): string {
  return `${KEY_PREFIXES.intent}${to}/${checkIdentity(entry)}`;
}

/** How keys of receipts of events begin. They are no cache documents, but old ones are collected. */
export const RECEIPT_PREFIX = "receipt:";

/** Key of the pins of a space. */
export const PINS_KEY = "cachePins";

/** Key of the lifetime counters of a space. */
export const LIFETIME_KEY = "cacheLifetime";

/** A load derives the key of a module once per edge to it and once to read it. */
const REMEMBERED_KEYS = 20_000;
const derivedKeys = new WeakMap<Sha256, BoundedMap<string, DocKey>>();

/** The document key of a cache key. */
export function cacheDocumentKey(key: string, sha256: Sha256): DocKey {
  let derived = derivedKeys.get(sha256);
  if (derived === undefined) {
    derived = new BoundedMap(REMEMBERED_KEYS);
    derivedKeys.set(sha256, derived);
  }
  let documentKey = derived.get(key);
  if (documentKey === undefined) {
    documentKey = spaceKey(documentId(key, sha256));
    derived.set(key, documentKey);
  }
  return documentKey;
}

/** The toolchain and identity that a key of the compiled set names. */
export function parseCompiledKey(
  key: string,
): { readonly runtimeVersion: string; readonly identity: Identity } | undefined {
  if (!key.startsWith(KEY_PREFIXES.compiled)) return undefined;
  const slash = key.lastIndexOf("/");
  const identity = key.slice(slash + 1);
  if (slash < 0 || !isModuleIdentity(identity)) return undefined;
  return { runtimeVersion: key.slice(KEY_PREFIXES.compiled.length, slash), identity };
}

/** The target space and the entry that the key of a replication intent names. */
export function parseIntentKey(
  key: string,
): { readonly to: SpaceId; readonly entry: Identity } | undefined {
  if (!key.startsWith(KEY_PREFIXES.intent)) return undefined;
  const slash = key.lastIndexOf("/");
  const entry = key.slice(slash + 1);
  const to = key.slice(KEY_PREFIXES.intent.length, Math.max(slash, 0));
  return isSpaceId(to) && isModuleIdentity(entry) ? { to, entry } : undefined;
}

/** The identity that a key of the source or roots set names. */
export function parseIdentityKey(
  key: string,
  set: "source" | "roots" | "notes",
): Identity | undefined {
  if (!key.startsWith(KEY_PREFIXES[set])) return undefined;
  const identity = key.slice(KEY_PREFIXES[set].length);
  return isModuleIdentity(identity) ? identity : undefined;
}

function checkIdentity(identity: Identity): Identity {
  if (!isModuleIdentity(identity)) throw new InvalidIdentityError(identity);
  return identity;
}
