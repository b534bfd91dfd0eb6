/**
 * A store that keeps the documents of a session to itself: they end with the runtime and are never
 * sent. Everything else goes to the store behind it.
 *
 *     commit --split--> documents of the session: decided here, applied when the rest is accepted
 *                  \--> the others: one batch of the store behind
 */
import type {
  BlobStats,
  Cancel,
  CommitBatch,
  CommitNotice,
  CommitResult,
  DocHeader,
  DocKey,
  DocWrite,
  ListQuery,
  Seq,
  SpaceStore,
  StoredDoc,
  StoredObservation,
  StoreUpkeep,
} from "@commonfabric/storage";
import type { ScopeKeys } from "./scope-keys.ts";

/** A batch in two halves; `kept` is what stays in memory. */
interface SplitBatch {
  readonly kept: Pick<CommitBatch, "reads" | "writes">;
  readonly sent: CommitBatch;
  /** Whether `sent` changes anything. */
  readonly isSent: boolean;
}

export class SessionMemory implements SpaceStore {
  readonly space: string;
  readonly readSync?: (key: DocKey) => StoredDoc | undefined;
  readonly commitSync?: (batch: CommitBatch) => CommitResult;
  readonly #store: SpaceStore;
  readonly #scopes: ScopeKeys;
  /** By id: all documents are of one session. */
  readonly #documents = new Map<string, StoredDoc>();
  /** The newest commit that is known here. */
  #head: { readonly seq: Seq; readonly at: number };

  constructor(store: SpaceStore, head: Seq, scopes: ScopeKeys) {
    this.space = store.space;
    this.#store = store;
    this.#head = { seq: head, at: 0 };
    this.#scopes = scopes;
    if (store.readSync === undefined || store.commitSync === undefined) return;
    this.readSync = (key) => this.#isKept(key) ? this.#documents.get(key.id) : store.readSync!(key);
    this.commitSync = (batch) => this.#commitNow(batch);
  }

  async read(keys: readonly DocKey[]): Promise<(StoredDoc | undefined)[]> {
    return await this.#each(keys, (id) => this.#documents.get(id), (own) => this.#store.read(own));
  }

  async heads(keys: readonly DocKey[]): Promise<(Seq | undefined)[]> {
    const seqOf = (id: string) => this.#documents.get(id)?.seq;
    return await this.#each(keys, seqOf, (own) => this.#store.heads(own));
  }

  async commit(batch: CommitBatch): Promise<CommitResult> {
    const split = this.#split(batch);
    if (split === undefined) return this.#noteHead(await this.#store.commit(batch));
    const failure = this.#decide(split.kept);
    if (failure !== undefined) return failure;
    const { sent } = split;
    if (split.isSent) return this.#apply(split, await this.#store.commit(sent));
    const heads = await this.#store.heads(sent.reads.map(({ key }) => key));
    return this.#apply(split, this.#judgeReads(sent, (_key, at) => heads[at]));
  }

  observations(pieces: readonly DocKey[]): Promise<StoredObservation[]> {
    return this.#store.observations(pieces);
  }

  affected(keys: readonly DocKey[]): Promise<DocKey[]> {
    return this.#store.affected(keys);
  }

  readBlobs(hashes: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    return this.#store.readBlobs(hashes);
  }

  subscribe(after: Seq, fn: (notice: CommitNotice) => void): Cancel {
    return this.#store.subscribe(after, fn);
  }

  list(query: ListQuery): Promise<DocHeader[]> {
    return this.#store.list(query);
  }

  blobStats(): Promise<BlobStats> {
    return this.#store.blobStats();
  }

  get upkeep(): StoreUpkeep {
    return this.#store.upkeep;
  }

  head(): Promise<Seq> {
    return this.#store.head();
  }

  async close(): Promise<void> {
    this.#documents.clear();
    await this.#store.close();
  }

  #isKept(key: DocKey): boolean {
    return this.#scopes.isSession(key);
  }

  async #each<T>(
    keys: readonly DocKey[],
    kept: (id: string) => T,
    others: (keys: readonly DocKey[]) => Promise<T[]>,
  ): Promise<T[]> {
    const own = keys.filter((key) => !this.#isKept(key));
    if (own.length === keys.length) return await others(keys);
    const found = own.length === 0 ? [] : await others(own);
    let next = 0;
    return keys.map((key) => this.#isKept(key) ? kept(key.id) : found[next++]!);
  }

  #commitNow(batch: CommitBatch): CommitResult {
    const split = this.#split(batch);
    const store = this.#store;
    if (split === undefined) return this.#noteHead(store.commitSync!(batch));
    const failure = this.#decide(split.kept);
    if (failure !== undefined) return failure;
    const outcome = split.isSent
      ? store.commitSync!(split.sent)
      : this.#judgeReads(split.sent, (key) => store.readSync!(key)?.seq);
    return this.#apply(split, outcome);
  }

  /** `undefined` for a batch that is not about the session. */
  #split(batch: CommitBatch): SplitBatch | undefined {
    const isKept = ({ key }: { readonly key: DocKey }) => this.#isKept(key);
    if (!batch.writes.some(isKept) && !batch.reads.some(isKept)) return undefined;
    const sent = {
      ...batch,
      reads: batch.reads.filter((read) => !isKept(read)),
      writes: batch.writes.filter((write) => !isKept(write)),
    };
    const isSent = sent.writes.length > 0 || (sent.blobs?.length ?? 0) > 0 ||
      (sent.observations?.length ?? 0) > 0 || (sent.forget?.length ?? 0) > 0;
    return {
      kept: { reads: batch.reads.filter(isKept), writes: batch.writes.filter(isKept) },
      sent,
      isSent,
    };
  }

  #seqOf(key: DocKey): Seq | "absent" {
    return this.#documents.get(key.id)?.seq ?? "absent";
  }

  /** Why the half that is kept here cannot be committed. */
  #decide({ reads, writes }: SplitBatch["kept"]): CommitResult | undefined {
    const exists = writes.find((write) => this.#mustNotExist(write));
    if (exists !== undefined) return { refused: { code: "exists", key: exists.key } };
    const stale = reads.filter(({ key, seq }) => this.#seqOf(key) !== seq);
    const moved = writes.filter(({ key, base }) =>
      (typeof base === "number" || base === "absent") && this.#seqOf(key) !== base
    );
    const keys = [...stale, ...moved].map(({ key }) => key);
    return keys.length === 0 ? undefined : { conflict: { keys } };
  }

  #mustNotExist({ key, base }: DocWrite): boolean {
    return (base === "create-only" || base === "absent-or-equal") && this.#documents.has(key.id);
  }

  /** What was read of the store must still be so, although nothing is written there. */
  #judgeReads(
    { reads }: CommitBatch,
    seqOf: (key: DocKey, at: number) => Seq | undefined,
  ): CommitResult {
    const stale = reads.filter(({ key, seq }, at) => (seqOf(key, at) ?? "absent") !== seq);
    if (stale.length > 0) return { conflict: { keys: stale.map(({ key }) => key) } };
    return { ok: this.#head };
  }

  #apply({ kept }: SplitBatch, outcome: CommitResult): CommitResult {
    if (!("ok" in outcome)) return outcome;
    const { seq, at } = outcome.ok;
    for (const { key, doc } of kept.writes) {
      if (doc === null) this.#documents.delete(key.id);
      else this.#documents.set(key.id, { seq, at, doc });
    }
    return this.#noteHead(outcome);
  }

  #noteHead(outcome: CommitResult): CommitResult {
    if ("ok" in outcome && outcome.ok.seq > this.#head.seq) this.#head = outcome.ok;
    return outcome;
  }
}
