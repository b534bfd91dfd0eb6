/**
 * Writing documents once: put if absent, in chunks. A key that holds other bytes is decided document
 * by document: what fails its checks is repaired by a write that names the old sequence number; what
 * is valid stays.
 */
import { canonicalBytes } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { BlobWrite, CommitResult, DocKey } from "@commonfabric/storage";
import { cacheDocumentKey } from "../documents/keys.ts";
import { CHUNK_BYTES, CHUNK_DOCUMENTS, ModuleTooLargeError } from "../documents/limits.ts";
import type { HeldLease } from "../leases/held-lease.ts";
import type { CacheDocument, CacheSet } from "./cache-document.ts";
import { type CachePort, WriteBackError, type WritePowers } from "./cache-port.ts";
import { type KeyAtSeq, type PlannedWrite, planWrites } from "./plan-writes.ts";

/** Modules whose documents were not there before, or were replaced; in the order written. */
export interface WrittenModules {
  readonly sources: readonly Identity[];
  readonly compiled: readonly Identity[];
}

const ATTEMPTS = 8;

/**
 * Writes `documents` in order, in commits of at most 256 documents and 8 MiB. Those that are there
 * and may stay are not written. The last commit gives `lease` back.
 * @throws {WriteBackError} @throws {ModuleTooLargeError}
 */
export async function putDocuments(
  port: CachePort,
  documents: readonly CacheDocument[],
  powers: WritePowers,
  lease?: HeldLease,
): Promise<WrittenModules> {
  try {
    let written = await putMissing(port, documents, powers, lease);
    for (let attempt = 0; written === undefined; attempt++) {
      if (attempt === ATTEMPTS) {
        throw new WriteBackError(
          port.store.space,
          "what was written was collected again each time",
        );
      }
      // A collector took what was there: nothing is relied on any more.
      written = await putChunks(port, documents, powers, { relied: [], lease });
    }
    return {
      sources: identitiesOf(written, "source"),
      compiled: identitiesOf(written, "compiled"),
    };
  } catch (error) {
    if (error instanceof WriteBackError || error instanceof ModuleTooLargeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new WriteBackError(port.store.space, reason, { cause: error });
  }
}

/** What was written, or `undefined` when a document that was relied on went away meanwhile. */
async function putMissing(
  port: CachePort,
  documents: readonly CacheDocument[],
  powers: WritePowers,
  lease: HeldLease | undefined,
): Promise<CacheDocument[] | undefined> {
  const staying = documents.filter(({ whenPresent }) => whenPresent !== undefined);
  if (staying.length === 0) return await putChunks(port, documents, powers, { relied: [], lease });
  const keys = staying.map(({ key }) => cacheDocumentKey(key, powers.sha256));
  const seqs = await port.store.heads(keys);
  const present = new Set<CacheDocument>();
  const relied: KeyAtSeq[] = [];
  for (const [index, document] of staying.entries()) {
    const seq = seqs[index];
    if (seq === undefined) continue;
    present.add(document);
    if (document.whenPresent === "relied") relied.push({ key: keys[index]!, seq });
  }
  const missing = documents.filter((each) => !present.has(each));
  return await putChunks(port, missing, powers, { relied, lease });
}

/**
 * `undefined` when a document in `relied`, or one of an earlier chunk, is not as it was. The last
 * commit counts all of them as read, and it writes the roots document, at which a collector looks
 * before it goes on. So afterwards either all is there and the collector knows, or it is done again.
 *
 *     [chunk 1] ── swept ──> [chunk 2: conflict] ──> again        [chunk 2 + roots] ──> nothing is swept
 */
async function putChunks(
  port: CachePort,
  documents: readonly CacheDocument[],
  powers: WritePowers,
  { relied, lease }: ChunkContext,
): Promise<CacheDocument[] | undefined> {
  const written: CacheDocument[] = [];
  const chunks = chunksOf(documents, Math.min(powers.commitDocuments ?? Infinity, CHUNK_DOCUMENTS));
  for (const [at, chunk] of chunks.entries()) {
    const isLast = at === chunks.length - 1;
    const earlier = isLast ? await keysAtSeqs(port, chunks.slice(0, at).flat(), powers) : [];
    if (earlier === undefined) return undefined;
    const context = { relied: [...relied, ...earlier], lease: isLast ? lease : undefined };
    const done = await putChunk(port, chunk, powers, context);
    if (done === undefined) return undefined;
    written.push(...done);
  }
  return written;
}

/** Where `documents` are in the store; `undefined` when one is not there. */
async function keysAtSeqs(
  port: CachePort,
  documents: readonly CacheDocument[],
  powers: WritePowers,
): Promise<KeyAtSeq[] | undefined> {
  if (documents.length === 0) return [];
  const keys = documents.map(({ key }) => cacheDocumentKey(key, powers.sha256));
  const seqs = await port.store.heads(keys);
  if (seqs.includes(undefined)) return undefined;
  return keys.map((key, index) => ({ key, seq: seqs[index]! }));
}

/** What the commits of a write-back have in common. */
interface ChunkContext {
  /** Documents that stay and must be there still. */
  readonly relied: readonly KeyAtSeq[];
  readonly lease: HeldLease | undefined;
}

function identitiesOf(documents: readonly CacheDocument[], set: CacheSet): Identity[] {
  return documents.filter((document) => document.set === set).map(({ identity }) => identity);
}

/** Consecutive parts within the bounds of one commit; a document over the bound is one by itself. */
function chunksOf(
  documents: readonly CacheDocument[],
  commitDocuments: number,
): CacheDocument[][] {
  const chunks: CacheDocument[][] = [];
  let bytes = 0;
  for (const document of documents) {
    const weight = weightOf(document);
    const last = chunks.at(-1);
    if (last === undefined || last.length >= commitDocuments || bytes + weight > CHUNK_BYTES) {
      chunks.push([document]);
      bytes = weight;
    } else {
      last.push(document);
      bytes += weight;
    }
  }
  return chunks;
}

function weightOf({ value, blobs }: CacheDocument): number {
  return blobs.reduce((sum, { bytes }) => sum + bytes.length, canonicalBytes({ value }).length);
}

async function putChunk(
  port: CachePort,
  chunk: readonly CacheDocument[],
  powers: WritePowers,
  { relied, lease }: ChunkContext,
): Promise<CacheDocument[] | undefined> {
  const keys = chunk.map(({ key }) => cacheDocumentKey(key, powers.sha256));
  const mustRead = chunk.some(({ knownMiss, merge }) => knownMiss !== undefined || merge);
  let plan = await planWrites(port, chunk, keys, mustRead);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // A lease that somebody took over must not keep the documents from being written.
    const release = attempt === 0 ? lease?.release ?? [] : [];
    const result = await port.commit({
      txId: powers.newTxId(),
      reads: [...relied, ...plan.kept],
      writes: [...plan.writes.map(({ write }) => write), ...release],
      blobs: uniqueBlobs(plan.writes),
    });
    if ("ok" in result) {
      if (release.length > 0) lease?.released();
      return reportWritten(plan.writes, powers);
    }
    if ("conflict" in result && isAmong(relied, result.conflict.keys)) return undefined;
    if ("refused" in result && result.refused.code !== "exists") {
      throw new WriteBackError(port.store.space, describeRefusal(result));
    }
    plan = await planWrites(port, chunk, keys, true);
  }
  throw new WriteBackError(port.store.space, `others changed it ${ATTEMPTS} times meanwhile`);
}

function isAmong(reads: readonly KeyAtSeq[], keys: readonly DocKey[]): boolean {
  const ids = new Set(keys.map(({ id }) => id));
  return reads.some(({ key }) => ids.has(key.id));
}

function uniqueBlobs(plan: readonly PlannedWrite[]): BlobWrite[] {
  const blobs = new Map<string, BlobWrite>();
  for (const { document } of plan) {
    for (const blob of document.blobs) blobs.set(blob.hash, blob);
  }
  return [...blobs.values()];
}

function reportWritten(plan: readonly PlannedWrite[], powers: WritePowers): CacheDocument[] {
  for (const { document: { set, identity }, repairs } of plan) {
    const isContent = set === "source" || set === "compiled";
    if (repairs === undefined || !isContent) continue;
    if (powers.counters !== undefined) powers.counters.repairs++;
    powers.emit?.({ type: "repaired", identity, reason: repairs });
  }
  return plan.filter(({ isNew }) => isNew).map(({ document }) => document);
}

function describeRefusal(result: Exclude<CommitResult, { ok: unknown }>): string {
  if ("conflict" in result) return "another writer was faster";
  const { code, key } = result.refused;
  return key === undefined
    ? `the store refused it (${code})`
    : `the store refused ${key.id} (${code})`;
}
