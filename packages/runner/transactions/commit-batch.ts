/**
 * The batch of one commit, or of several that are sent as one. Commits of computations that wait for
 * their turn become one batch: what one of them read of another is inside, and of what all of them
 * wrote only the last version is sent.
 *
 *   [reads A, writes B]  [reads B, writes C]   becomes   read A, write B, write C
 */
import type { CommitBatch, DocWrite } from "@commonfabric/storage";
import type { NeededDocuments } from "./needed-documents.ts";
import type { PendingRow } from "./pending-rows.ts";
import type { Version } from "./versions.ts";
import { instanceName, type ScopeKeys } from "./scope-keys.ts";
import type { TouchedDocument } from "./touched-document.ts";

/** Commits of one batch; the limits of a batch are far above what they write together. */
const MAX_TOGETHER = 256;

/** The part of a transaction that belongs to one space. */
export interface CommitJob {
  readonly txId: string;
  readonly source: unknown;
  readonly documents: readonly TouchedDocument[];
  readonly needs: readonly NeededDocuments[];
  /** May wait for others and become one batch with them. */
  readonly mayWait: boolean;
  /** What the run that made the job leaves. */
  readonly row?: PendingRow | undefined;
  /** Called where others came first and readers lose what they were shown of it. */
  readonly onUndone?: (() => void) | undefined;
}

/** A commit that is on its way; `rebases` makes the ids of repeated batches differ. */
export interface SentJob {
  readonly job: CommitJob;
  readonly rebases: number;
}

/** Whether a commit has anything to send. */
export function hasWrites(job: CommitJob): boolean {
  return job.documents.some(isSent);
}

/** The first of `layers`, with those behind it that can be sent in the same batch. */
export function firstBatch<L extends SentJob>(layers: readonly L[]): L[] {
  const [first] = layers;
  if (first === undefined) return [];
  if (!first.job.mayWait) return [first];
  const bases = new Map<string, Version["seq"]>();
  const batch: L[] = [];
  for (const layer of layers) {
    if (!layer.job.mayWait || batch.length === MAX_TOGETHER) break;
    if (!fits(layer.job, bases)) break;
    batch.push(layer);
  }
  return batch;
}

/**
 * Enters what a commit builds on; false when an earlier one of the batch built on another version of
 * a document, which one batch cannot say.
 */
function fits({ documents }: CommitJob, bases: Map<string, Version["seq"]>): boolean {
  for (const document of documents) {
    const { seq } = document.baseline;
    // A version without number was written by an earlier commit of the batch.
    if (seq === undefined || !(isSent(document) || document.isDependedOn)) continue;
    const name = instanceName(document);
    if (bases.has(name) && bases.get(name) !== seq) return false;
    bases.set(name, seq);
  }
  return true;
}

/** The batch of commits that `firstBatch` put together, or `undefined` when they write nothing. */
export function makeBatch(sent: readonly SentJob[], scopes: ScopeKeys): CommitBatch | undefined {
  const writes = new Map<string, DocWrite>();
  const reads = new Map<string, CommitBatch["reads"][number]>();
  for (const { job } of sent) {
    for (const { documents } of job.needs) {
      for (const document of documents) reads.set(document.key.id, document);
    }
    for (const document of job.documents) {
      const name = instanceName(document);
      if (isSent(document)) {
        const write = document.toWrite(scopes.key(document));
        const earlier = writes.get(name);
        writes.set(name, earlier === undefined ? write : { ...write, base: earlier.base });
      } else if (document.isDependedOn && document.baseline.seq !== undefined) {
        reads.set(name, { key: scopes.key(document), seq: document.baseline.seq });
      }
    }
  }
  if (writes.size === 0) return undefined;
  for (const name of writes.keys()) reads.delete(name);
  return { txId: batchId(sent), reads: [...reads.values()], writes: [...writes.values()] };
}

function batchId(sent: readonly SentJob[]): string {
  const ids = [sent[0]!, sent.at(-1)!].map(({ job, rebases }) =>
    rebases === 0 ? job.txId : `${job.txId}.${rebases}`
  );
  return sent.length === 1 ? ids[0]! : ids.join("~");
}

function isSent(document: TouchedDocument): boolean {
  return document.isWritten || document.options !== undefined;
}
