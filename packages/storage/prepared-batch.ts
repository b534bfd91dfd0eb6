/**
 * A commit batch with everything checked and encoded that needs no store: documents as canonical
 * bytes, row keys, blob hashes, sizes. Every store commits prepared batches only.
 */
import {
  bytesEqual,
  canonicalBytesOfEach,
  decodeBase64Url,
  type Sha256,
  sortedUtf8,
} from "@commonfabric/canonical";
import { LIMITS, quote } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import { pointerOfMember, pointersOfMeta } from "./code-pointers.ts";
import { docKeyDigest, docKeyText } from "./document-id.ts";
import { InvalidBatchError } from "./errors.ts";
import { encodeObservation } from "./observation-row.ts";
import type {
  CommitBatch,
  CommitResult,
  DocKey,
  DocWrite,
  Observation,
  Seq,
  StoredDocument,
} from "./types.ts";

export interface PreparedRead {
  readonly key: DocKey;
  readonly digest: Uint8Array;
  readonly seq: Seq | "absent";
}

export interface PreparedWrite {
  readonly key: DocKey;
  readonly digest: Uint8Array;
  /** Canonical bytes of the document; `null` deletes. */
  readonly bytes: Uint8Array | null;
  readonly base: DocWrite["base"];
  readonly tag: string | null;
  /** Identities that the document points to, sorted, each once. */
  readonly refs: readonly Identity[];
}

export interface PreparedObservation {
  readonly piece: DocKey;
  readonly pieceDigest: Uint8Array;
  readonly action: string;
  readonly bytes: Uint8Array;
  /** Row keys of the documents it read, each once. */
  readonly reads: readonly Uint8Array[];
}

/** An observation row to delete. */
export interface PreparedForget {
  readonly piece: DocKey;
  readonly pieceDigest: Uint8Array;
  readonly action: string;
}

export interface PreparedBatch {
  readonly txId: string;
  readonly head: Seq | undefined;
  readonly reads: readonly PreparedRead[];
  readonly writes: readonly PreparedWrite[];
  readonly blobs: readonly { readonly digest: Uint8Array; readonly bytes: Uint8Array }[];
  readonly observations: readonly PreparedObservation[];
  readonly forget: readonly PreparedForget[];
  readonly isTransient: boolean;
}

const NO_REFS: readonly Identity[] = [];

/**
 * `batch` in prepared form, or the refusal of a batch over the limits. `digestOf` gives row keys; a
 * store that remembers them hands its own in.
 * @throws {InvalidBatchError} for a blob that does not hash to its key, a key written twice, ...
 * @throws {NotCanonicalError} for a document that is not data
 */
export function prepareBatch(
  batch: CommitBatch,
  sha256: Sha256,
  digestOf: (key: DocKey) => Uint8Array = (key) => docKeyDigest(key, sha256),
): PreparedBatch | Extract<CommitResult, { refused: unknown }> {
  if (batch.txId === "") throw new InvalidBatchError(batch.txId, "a transaction id is empty");
  if (batch.writes.length > LIMITS.commitDocuments) return { refused: { code: "too-large" } };
  let total = 0;
  const written = new Set<string>();
  const writes: PreparedWrite[] = [];
  const { documents, pointers } = encodeDocuments(batch.writes);
  let encoded = 0;
  for (const write of batch.writes) {
    const text = docKeyText(write.key);
    if (written.has(text)) {
      throw new InvalidBatchError(batch.txId, `${quote(write.key.id)} is written twice`);
    }
    written.add(text);
    const { doc } = write;
    const bytes = doc === null ? null : documents[encoded]!;
    total += bytes?.length ?? 0;
    if (bytes !== null && bytes.length > LIMITS.documentBytes) {
      return { refused: { code: "too-large", key: write.key } };
    }
    writes.push({
      key: write.key,
      digest: digestOf(write.key),
      bytes,
      base: write.base,
      tag: write.tag ?? null,
      refs: doc === null ? NO_REFS : refsOf(doc, write.refs, pointers?.get(encoded)),
    });
    if (doc !== null) encoded++;
  }
  const blobs = (batch.blobs ?? []).map(({ hash, bytes }) => {
    const digest = decodeBase64Url(hash);
    if (digest === undefined || !bytesEqual(digest, sha256(bytes))) {
      throw new InvalidBatchError(batch.txId, `a blob does not hash to its key ${quote(hash)}`);
    }
    total += bytes.length;
    return { digest, bytes };
  });
  if (total > LIMITS.commitBytes) return { refused: { code: "too-large" } };
  return {
    txId: batch.txId,
    head: batch.head,
    reads: batch.reads.map(({ key, seq }) => ({ key, seq, digest: digestOf(key) })),
    writes,
    blobs,
    observations: (batch.observations ?? []).map((row) => prepareObservation(row, digestOf)),
    forget: (batch.forget ?? []).map(({ piece, action }) => ({
      piece,
      pieceDigest: digestOf(piece),
      action,
    })),
    isTransient: batch.isTransient === true,
  };
}

/** The documents of `writes` in canonical bytes, and the pointers that one walk over them met. */
function encodeDocuments(writes: readonly DocWrite[]): {
  readonly documents: readonly Uint8Array[];
  /** By document; `undefined` when no document has any. */
  readonly pointers: ReadonlyMap<number, readonly Identity[]> | undefined;
} {
  let pointers: Map<number, Identity[]> | undefined;
  const documents = canonicalBytesOfEach(
    writes.flatMap(({ doc }) => doc === null ? [] : [doc]),
    (index, key, value) => {
      const identity = pointerOfMember(key, value);
      if (identity === undefined) return;
      pointers ??= new Map();
      const known = pointers.get(index);
      if (known === undefined) pointers.set(index, [identity]);
      else known.push(identity);
    },
  );
  return { documents, pointers };
}

function refsOf(
  doc: StoredDocument,
  given: readonly Identity[] | undefined,
  met: readonly Identity[] | undefined,
): readonly Identity[] {
  const ofMeta = doc.meta === undefined ? NO_REFS : pointersOfMeta(doc);
  if (given === undefined && met === undefined && ofMeta.length === 0) return NO_REFS;
  return sortedUtf8(new Set([...given ?? [], ...met ?? [], ...ofMeta]));
}

function prepareObservation(
  observation: Observation,
  digestOf: (key: DocKey) => Uint8Array,
): PreparedObservation {
  const reads = new Map(observation.reads.map(({ key }) => [docKeyText(key), key]));
  return {
    piece: observation.piece,
    pieceDigest: digestOf(observation.piece),
    action: observation.action,
    bytes: encodeObservation(observation),
    reads: [...reads.values()].map(digestOf),
  };
}
