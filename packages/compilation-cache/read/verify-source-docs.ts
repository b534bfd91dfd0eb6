/** Merkle check of stored source documents, by the one verification of module identity. */
import type { Sha256 } from "@commonfabric/canonical";
import { type Identity, verifySourceClosure } from "@commonfabric/module-identity";
import type { MissReason } from "../documents/miss-reason.ts";
import type { StoredSourceDoc } from "../documents/types.ts";

/** Usable documents, and why the others are not. Complete when there are no misses. */
export interface SourceClosure {
  readonly entry: Identity;
  readonly docs: ReadonlyMap<Identity, StoredSourceDoc>;
  readonly misses: ReadonlyMap<Identity, MissReason>;
}

/**
 * The closure of `entry` in `docs` with every identity recomputed from file names, digests and stored
 * edges. It verifies as a whole: with any miss no document of it is proven. By SHA-256 alone, so
 * texts may be fetched later.
 */
export function verifySourceDocs(
  entry: Identity,
  docs: ReadonlyMap<Identity, StoredSourceDoc>,
  sha256: Sha256,
): SourceClosure {
  const headers = {
    get(identity: Identity) {
      const doc = docs.get(identity);
      if (doc === undefined) return undefined;
      const { filename, kind, sourceDigest, imports } = doc;
      return { filename, kind, sourceDigest, imports };
    },
  };
  const verdict = verifySourceClosure(entry, headers, { sha256 });
  if (!verdict.ok) {
    const misses = new Map<Identity, MissReason>();
    for (const { identity, reason } of verdict.failures) {
      const miss = reason === "missing" ? "absent" : reason === "limit" ? "too-large" : "identity";
      if (!misses.has(identity)) misses.set(identity, miss);
    }
    return { entry, docs: new Map(), misses };
  }
  const verified = new Map<Identity, StoredSourceDoc>();
  for (const identity of verdict.closure.modules.keys()) {
    verified.set(identity, docs.get(identity)!);
  }
  return { entry, docs: verified, misses: new Map() };
}
