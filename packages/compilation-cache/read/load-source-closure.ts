/** Source documents of a closure, breadth first with one batched read per level. */
import type { Sha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { type Identity, isTextOf } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, sourceDocKey } from "../documents/keys.ts";
import type { MissReason } from "../documents/miss-reason.ts";
import { parseSourceDoc } from "../documents/source-doc.ts";
import type { SourceDoc, StoredSourceDoc } from "../documents/types.ts";
import { readDocuments, readTexts, textOf } from "./read-documents.ts";
import { type SourceClosure, verifySourceDocs } from "./verify-source-docs.ts";

/**
 * Reads the source closure of `entry`: shape, limits, key and links of each document. Nothing is
 * recomputed yet; {@link loadVerifiedSourceClosure} does that too.
 * @throws {InvalidIdentityError}
 */
export async function loadSourceClosure(
  store: SpaceStore,
  entry: Identity,
  sha256: Sha256,
): Promise<SourceClosure> {
  const docs = new Map<Identity, StoredSourceDoc>();
  const misses = new Map<Identity, MissReason>();
  const seen = new Set([entry]);
  for (let level: Identity[] = [entry]; level.length > 0;) {
    if (seen.size > LIMITS.closureModules) {
      return { entry, docs: new Map(), misses: new Map([[entry, "too-large"]]) };
    }
    const next: Identity[] = [];
    const keys = level.map((identity) => cacheDocumentKey(sourceDocKey(identity), sha256));
    const stored = await readDocuments(store, keys);
    for (const [index, identity] of level.entries()) {
      const found = stored[index];
      if (found === undefined || found === "damaged") {
        misses.set(identity, found === undefined ? "absent" : "shape");
        continue;
      }
      const parsed = parseSourceDoc(found.doc, identity, sha256);
      if ("miss" in parsed) {
        if (parsed.foreignSpace) return rejectedClosure(entry, seen);
        misses.set(identity, parsed.miss);
        continue;
      }
      docs.set(identity, parsed.usable);
      for (const target of edgeTargets(parsed.usable)) {
        if (seen.has(target)) continue;
        seen.add(target);
        next.push(target);
      }
    }
    level = next;
  }
  return { entry, docs, misses };
}

/**
 * The source closure of `entry` with every identity recomputed from its stored fields. By SHA-256
 * alone: no source text is read and no parser runs. With any miss there are no documents.
 */
export async function loadVerifiedSourceClosure(
  store: SpaceStore,
  entry: Identity,
  sha256: Sha256,
): Promise<SourceClosure> {
  const loaded = await loadSourceClosure(store, entry, sha256);
  if (loaded.misses.size > 0) return { ...loaded, docs: new Map() };
  return verifySourceDocs(entry, loaded.docs, sha256);
}

/**
 * The documents with their texts, each checked against its blob and its source digest. A text that
 * does not fit is a miss of its document.
 */
export async function readSourceTexts(
  store: SpaceStore,
  docs: Iterable<StoredSourceDoc>,
  sha256: Sha256,
): Promise<{
  readonly docs: ReadonlyMap<Identity, SourceDoc>;
  readonly misses: ReadonlyMap<Identity, MissReason>;
}> {
  const wanted = [...docs];
  const texts = await readTexts(store, wanted.map(({ code }) => code), sha256);
  const complete = new Map<Identity, SourceDoc>();
  const misses = new Map<Identity, MissReason>();
  for (const doc of wanted) {
    const code = textOf(doc.code, texts);
    if (code === undefined) misses.set(doc.identity, "blob");
    else if (!isTextOf(doc, code, { sha256 })) {
      misses.set(doc.identity, "identity");
    } else complete.set(doc.identity, { ...doc, code });
  }
  return { docs: complete, misses };
}

/** Identities of the modules and data files that a document imports. */
export function edgeTargets(doc: Pick<SourceDoc, "imports">): Identity[] {
  return doc.imports.flatMap(({ kind, identity }) =>
    identity !== undefined && (kind === "module" || kind === "data") ? [identity] : []
  );
}

function rejectedClosure(entry: Identity, seen: ReadonlySet<Identity>): SourceClosure {
  const misses = new Map([...seen].map((identity) => [identity, "link" as const]));
  return { entry, docs: new Map(), misses };
}
