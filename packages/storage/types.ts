/** Documents of a space and the `SpaceStore` contract. */
import type { Identity } from "@commonfabric/module-identity";

/** 1-256 characters of `[A-Za-z0-9._:+~-]`, the first alphanumeric. Never used as a file name. */
export type SpaceId = string;

/** Increasing per space; gaps are allowed. */
export type Seq = number;

/** `id` is `of:<base64url>`; `scopeKey` is `space`, `user:<user>` or `session:<user>:<session>`. */
export interface DocKey {
  readonly id: string;
  readonly scopeKey: string;
}

/** Data in the sense of `canonicalBytes`. `meta` and `labels` are out of reach of pattern code. */
export interface StoredDocument {
  readonly value?: unknown;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly labels?: unknown;
}

export interface StoredDoc {
  readonly seq: Seq;
  /** Store clock, milliseconds. */
  readonly at: number;
  readonly doc: StoredDocument;
}

/** One observation row; its fields belong to the scheduler, stores keep it as data. */
export interface Observation {
  readonly v: 1;
  readonly piece: DocKey;
  readonly action: string;
  readonly reads: readonly { readonly key: DocKey }[];
  readonly [field: string]: unknown;
}

/** Names one observation row. */
export interface ObservationKey {
  readonly piece: DocKey;
  readonly action: string;
}

export interface StoredObservation {
  readonly seq: Seq;
  readonly at: number;
  readonly observation: Observation;
}

export interface DocWrite {
  readonly key: DocKey;
  /** `null` deletes. */
  readonly doc: StoredDocument | null;
  /** The last two: the document must be absent (or equal), else the commit is refused. */
  readonly base: Seq | "absent" | "create-only" | "absent-or-equal";
  /** Cache key of the document, for listing. */
  readonly tag?: string;
  /** Identities to index, beside those of the pointers in the document: see code-pointers.ts. */
  readonly refs?: readonly Identity[];
}

/**
 * A text or other bytes. Each commit of a document that names a blob brings the blob with it, and
 * such a document has a tag: a blob that no tagged document names is collected.
 */
export interface BlobWrite {
  /** Base64url SHA-256 of `bytes`. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface CommitBatch {
  /** Idempotent for 24 hours. */
  readonly txId: string;
  /** The batch conflicts, without keys, unless this is the head: nothing else was committed since. */
  readonly head?: Seq;
  readonly reads: readonly { readonly key: DocKey; readonly seq: Seq | "absent" }[];
  readonly writes: readonly DocWrite[];
  readonly blobs?: readonly BlobWrite[];
  readonly observations?: readonly Observation[];
  /** Rows to delete, of actions that their piece does not have; done before rows are written. */
  readonly forget?: readonly ObservationKey[];
  /**
   * What is written says something about processes that run: it survives them, and may be lost with
   * the machine. The store need not wait for the disk.
   */
  readonly isTransient?: true;
}

export type CommitResult =
  | { readonly ok: { readonly seq: Seq; readonly at: number } }
  | { readonly conflict: { readonly keys: readonly DocKey[] } }
  | {
    readonly refused: { readonly code: "exists" | "too-large" | "closed"; readonly key?: DocKey };
  };

export type CommitNotice =
  | { readonly seq: Seq; readonly txId: string; readonly keys: readonly DocKey[] }
  | { readonly reset: Seq };

export interface DocHeader {
  readonly key: DocKey;
  readonly seq: Seq;
  readonly at: number;
  readonly tag?: string;
  /** Identities that the document points to, sorted. */
  readonly refs?: readonly Identity[];
  readonly bytes: number;
}

export interface ListQuery {
  readonly tagPrefix?: string;
  /** Only documents that point to identities. */
  readonly refs?: boolean;
  /** Continue after this tag or id, exclusive. */
  readonly after?: string;
  readonly limit: number;
}

/** Stops a subscription or timer; calling it again does nothing. */
export type Cancel = () => void;

/** Totals of a space, for statistics. */
export interface BlobStats {
  readonly count: number;
  readonly bytes: number;
}

export interface BlobHeader {
  readonly hash: string;
  readonly bytes: number;
}

/** Blobs to delete, unless a document has come to name them. */
export interface BlobSweep {
  readonly hashes: readonly string[];
  /** Documents up to this number are known not to name the blobs. */
  readonly since: Seq;
  /** The hashes that a document names. Called for tagged documents that were written after `since`. */
  readonly namedBy: (doc: StoredDocument) => Iterable<string>;
}

/** An observation row whose piece has no document any more. */
export interface StrayObservation extends ObservationKey {
  readonly at: number;
  readonly bytes: number;
}

export interface StrayObservations {
  /** Sorted by piece and action. */
  readonly rows: readonly StrayObservation[];
  /** Rows whose piece is there, and the time of the oldest; `null` without any. */
  readonly others: { readonly count: number; readonly oldest: number | null };
}

/** What collection and statistics need of a store beside its documents. */
export interface StoreUpkeep {
  /** The clock that stamps commits, in milliseconds. */
  now(): Promise<number>;
  /** What a subscriber that starts after `after` is told next; none when that is the head. */
  notices(after: Seq): Promise<readonly CommitNotice[]>;
  /** Headers in the order of `keys`; of an absent document none. */
  headers(keys: readonly DocKey[]): Promise<readonly (DocHeader | undefined)[]>;
  /** Headers of blobs, in an order of the store; `after` is the last hash of the page before. */
  listBlobs(
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly BlobHeader[]>;
  /** Deletes in one step with the check of the documents; what was deleted. */
  deleteBlobs(sweep: BlobSweep): Promise<BlobStats>;
  strayObservations(): Promise<StrayObservations>;
  /** Gives the room of what was deleted back; false when that is impossible at the moment. */
  compact(): Promise<boolean>;
}

/** Which runtimes live that use the store; those of other machines are not asked about. */
export interface StorePresence {
  /**
   * Shows that `owner` lives until the store is closed or the process ends, however it ends. False
   * when that cannot be shown here.
   */
  announce(owner: string): boolean;
  /** Whether nobody who announced himself as `owner` lives. In doubt he lives. */
  isGone(owner: string): boolean;
}

/** One space. Every implementation passes the one conformance suite. */
export interface SpaceStore {
  readonly space: SpaceId;
  /** True of a store that refuses every commit; what is optional is then not tried. */
  readonly isReadOnly?: boolean;
  /** Embedded stores only. */
  readSync?(key: DocKey): StoredDoc | undefined;
  /** One snapshot, in the order of `keys`. */
  read(keys: readonly DocKey[]): Promise<(StoredDoc | undefined)[]>;
  heads(keys: readonly DocKey[]): Promise<(Seq | undefined)[]>;
  readBlobs(hashes: readonly string[]): Promise<(Uint8Array | undefined)[]>;
  commit(batch: CommitBatch): Promise<CommitResult>;
  /** Embedded stores only: the same commit, done when it returns. */
  commitSync?(batch: CommitBatch): CommitResult;
  subscribe(after: Seq, fn: (notice: CommitNotice) => void): Cancel;
  /** Rows in the order of `pieces`; one that cannot be decoded counts as lost and is left out. */
  observations(pieces: readonly DocKey[]): Promise<StoredObservation[]>;
  /** Pieces that observed any of these documents. */
  affected(keys: readonly DocKey[]): Promise<DocKey[]>;
  list(query: ListQuery): Promise<DocHeader[]>;
  blobStats(): Promise<BlobStats>;
  readonly upkeep: StoreUpkeep;
  /** Embedded stores only. */
  readonly presence?: StorePresence;
  head(): Promise<Seq>;
  close(): Promise<void>;
}

/** A small file beside the spaces that only its owner may read. */
export interface SecretFile {
  readonly path: string;
  /** `undefined` when there is none. @throws {SecretFileError} when others may read it */
  read(): Uint8Array | undefined;
  /** The bytes that are there; those of `make`, stored durably, when there were none. */
  ensure(make: () => Uint8Array): Uint8Array;
}

/** Opens the store of a space. */
export interface SpaceStores {
  (space: SpaceId): Promise<SpaceStore>;
  /** Embedded stores only: a secret of the installation, kept outside of every space. */
  readonly secretFile?: ((name: string) => SecretFile) | undefined;
}
