/**
 * The edge memo over a space: specifiers by text digest. It is a hint; whoever compiles a module
 * compares its edges with the syntax tree and discards an entry that disagrees.
 */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { type EdgeMemo, EdgeTable } from "@commonfabric/module-identity";
import { type SpaceStore, StoreCorruptError } from "@commonfabric/storage";
import { cacheDocumentKey, edgeMemoKey } from "./documents/keys.ts";
import { exactFields } from "./documents/shape.ts";
import type { EdgeMemoEntry } from "./write/write-closure.ts";

const REMEMBERED = 20_000;

/** An edge memo whose new entries can be written back. */
export interface StoredEdgeMemo extends EdgeMemo {
  /** Entries that were put since the last call, for `writeClosure`. */
  takeNewEntries(): EdgeMemoEntry[];
}

/**
 * A memo that asks memory, then the store if that is embedded. `store` is asked anew at each call,
 * so that the memo can outlive one space.
 */
export function makeEdgeMemo(
  store: () => SpaceStore | undefined,
  sha256: Sha256,
): StoredEdgeMemo {
  const known = new EdgeTable(REMEMBERED);
  /** Entries that the syntax tree contradicted: what the store says of them is not asked again. */
  const discarded = new BoundedMap<string, true>(REMEMBERED);
  let fresh = new Map<string, EdgeMemoEntry>();

  return {
    get(sourceDigest, extension) {
      const remembered = known.get(sourceDigest, extension);
      if (remembered !== undefined) return remembered;
      const key = edgeMemoKey(sourceDigest, extension);
      if (discarded.has(key)) return undefined;
      const found = readEntry(store(), key, sha256);
      if (found !== undefined) known.set(sourceDigest, extension, found);
      return found;
    },
    put(sourceDigest, extension, specifiers) {
      known.set(sourceDigest, extension, specifiers);
      fresh.set(edgeMemoKey(sourceDigest, extension), { sourceDigest, extension, specifiers });
    },
    discard(sourceDigest, extension) {
      const key = edgeMemoKey(sourceDigest, extension);
      known.delete(sourceDigest, extension);
      fresh.delete(key);
      discarded.set(key, true);
    },
    takeNewEntries() {
      const entries = [...fresh.values()];
      fresh = new Map();
      return entries;
    },
  };
}

function readEntry(
  store: SpaceStore | undefined,
  key: string,
  sha256: Sha256,
): readonly string[] | undefined {
  try {
    const stored = store?.readSync?.(cacheDocumentKey(key, sha256));
    const specifiers = exactFields(stored?.doc.value, ["specifiers"])?.get("specifiers");
    if (!Array.isArray(specifiers) || specifiers.length > LIMITS.importsPerModule) return undefined;
    return specifiers.every((item) => typeof item === "string") ? specifiers : undefined;
  } catch (error) {
    if (error instanceof StoreCorruptError) return undefined;
    throw error;
  }
}
