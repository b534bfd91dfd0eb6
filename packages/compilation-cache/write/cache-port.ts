/** What a write-back needs of its caller, and how it fails. */
import type { Sha256 } from "@commonfabric/canonical";
import { type Counters, type EventSink, quote } from "@commonfabric/contract";
import type { CommitBatch, CommitResult, SpaceStore } from "@commonfabric/storage";

/**
 * The space written to. `commit` is the store's own, or one that puts the batch into a transaction
 * with labels; bases, tags and blobs pass through it unchanged.
 */
export interface CachePort {
  readonly store: SpaceStore;
  /** `commit` labels compiled documents, and those without the label are misses. */
  readonly isLabelled: boolean;
  commit(batch: CommitBatch): Promise<CommitResult>;
}

export interface WritePowers {
  readonly sha256: Sha256;
  /** A transaction id that was never used before. */
  readonly newTxId: () => string;
  readonly emit?: EventSink;
  readonly counters?: Counters;
  /** Most documents of one commit of a write-back. Default, and bound: 256. */
  readonly commitDocuments?: number;
}

/** Thrown when a closure could not be made durable; `cause` is what the store said. */
export class WriteBackError extends Error {
  override readonly name = "WriteBackError";
  constructor(space: string, reason: string, options?: ErrorOptions) {
    super(
      `Cannot store compiled modules in space ${quote(space)}: ${reason.replace(/\.$/, "")}.`,
      options,
    );
  }
}
