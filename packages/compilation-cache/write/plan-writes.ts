/** What one commit of a write-back does with each of its documents, by what the store has now. */
import { canonicalEqual } from "@commonfabric/canonical";
import type {
  CommitBatch,
  DocKey,
  DocWrite,
  Seq,
  StoredDoc,
  StoredDocument,
} from "@commonfabric/storage";
import { COMPILED_LABELS } from "../documents/compiler-label.ts";
import type { MissReason } from "../documents/miss-reason.ts";
import { readDocuments } from "../read/read-documents.ts";
import type { CacheDocument } from "./cache-document.ts";
import type { CachePort } from "./cache-port.ts";

/** A document as a commit counts it as read. */
export type KeyAtSeq = CommitBatch["reads"][number];

/** What one commit does, and which documents it found in their place and leaves there. */
export interface ChunkPlan {
  readonly writes: readonly PlannedWrite[];
  readonly kept: readonly KeyAtSeq[];
}

export interface PlannedWrite {
  readonly document: CacheDocument;
  readonly write: DocWrite;
  /** Set when the write replaces a document that failed its checks. */
  readonly repairs?: MissReason;
  readonly isNew: boolean;
}

/** Without `compare` the store itself finds out whether a document that is there is equal. */
export async function planWrites(
  port: CachePort,
  chunk: readonly CacheDocument[],
  keys: readonly DocKey[],
  compare: boolean,
): Promise<ChunkPlan> {
  const seqs = await port.store.heads(keys);
  const stored = compare ? await readDocuments(port.store, keys) : [];
  const writes: PlannedWrite[] = [];
  const kept: KeyAtSeq[] = [];
  for (const [index, document] of chunk.entries()) {
    const seq = seqs[index];
    const key = keys[index]!;
    const planned = document.merge !== undefined
      ? mergeDocument(document, document.merge, key, seq, stored[index])
      : seq === undefined || !compare
      ? putIfAbsent(document, key, seq === undefined)
      : await replaceOrKeep(port, document, { key, seq, stored: stored[index] });
    if (planned !== undefined) writes.push(planned);
    else if (seq !== undefined) kept.push({ key, seq });
  }
  return { writes, kept };
}

function mergeDocument(
  document: CacheDocument,
  merge: (stored: unknown) => unknown,
  key: DocKey,
  seq: Seq | undefined,
  stored: StoredDoc | "damaged" | undefined,
): PlannedWrite {
  const isReadable = stored !== undefined && stored !== "damaged";
  const value = merge(isReadable ? stored.doc.value : undefined);
  const base = isReadable ? stored.seq : seq ?? "absent";
  return { document, write: writeOf({ ...document, value }, key, base), isNew: true };
}

function putIfAbsent(document: CacheDocument, key: DocKey, isNew: boolean): PlannedWrite {
  return { document, write: writeOf(document, key, "absent-or-equal"), isNew };
}

/** What the store has under a key. */
interface Found {
  readonly key: DocKey;
  readonly seq: Seq;
  readonly stored: StoredDoc | "damaged" | undefined;
}

async function replaceOrKeep(
  port: CachePort,
  document: CacheDocument,
  { key, seq, stored }: Found,
): Promise<PlannedWrite | undefined> {
  // Gone between the two reads: the put decides.
  if (stored === undefined) return putIfAbsent(document, key, true);
  const current = stored === "damaged" ? seq : stored.seq;
  const isEqual = stored !== "damaged" && canonicalEqual(stored.doc, written(port, document));
  if (isEqual && document.knownMiss === undefined) return putIfAbsent(document, key, false);
  const decision = isEqual ? document.knownMiss! : await document.judgeStored?.(stored) ?? "keep";
  if (decision === "keep") return undefined;
  return { document, write: writeOf(document, key, current), repairs: decision, isNew: true };
}

/** The document as the port stores it. */
function written({ isLabelled }: CachePort, { set, value }: CacheDocument): StoredDocument {
  return isLabelled && set === "compiled" ? { value, labels: COMPILED_LABELS } : { value };
}

function writeOf(document: CacheDocument, key: DocKey, base: DocWrite["base"]): DocWrite {
  return { key, doc: { value: document.value }, base, tag: document.key };
}
