/**
 * Commits of this runtime to one space. On a synchronous store a commit is one step; otherwise it
 * is applied as pending at once and sent in order, one batch in flight.
 *
 *   conflict of L1:   [L1][L2][L3]   L2 overwrote what L1 wrote
 *                      undo L2, L1   L3 is independent and stays
 *                      catch up, rebase L1, L2 on the fresh state, send again
 */
import type { Counters } from "@commonfabric/contract";
import type { CommitBatch, CommitResult, DocKey } from "@commonfabric/storage";
import { StoreUnavailableError } from "./errors.ts";
import type { Replica, VersionChange } from "./replica.ts";
import { instanceName, type ScopeKeys } from "./scope-keys.ts";
import type { TouchedDocument } from "./touched-document.ts";

const MAX_REBASES = 8;
const MAX_SENDS = 3;

/** The part of a transaction that belongs to one space. */
export interface CommitJob {
  readonly txId: string;
  readonly source: unknown;
  readonly documents: readonly TouchedDocument[];
}

interface Layer {
  readonly job: CommitJob;
  readonly settle: PromiseWithResolvers<CommitResult>;
  changes: readonly VersionChange[];
  rebases: number;
}

export class CommitQueue {
  readonly #replica: Replica;
  readonly #counters: Counters;
  readonly #scopes: ScopeKeys;
  readonly #layers: Layer[] = [];
  #pumping: Promise<void> | undefined;

  constructor(replica: Replica, counters: Counters, scopes: ScopeKeys) {
    this.#replica = replica;
    this.#counters = counters;
    this.#scopes = scopes;
  }

  /** Commits that are not settled. */
  get length(): number {
    return this.#layers.length;
  }

  async drained(): Promise<void> {
    while (this.#pumping !== undefined) await this.#pumping;
  }

  /** The outcome at once on a synchronous store, else a promise of it. */
  commit(job: CommitJob): CommitResult | Promise<CommitResult> {
    if (!this.#rebase(job)) {
      this.#counters.conflicts++;
      return { conflict: { keys: this.#stale(job) } };
    }
    if (this.#replica.isSynchronous) return this.#commitNow(job);
    const layer = { job, settle: Promise.withResolvers<CommitResult>(), changes: [], rebases: 0 };
    this.#push(layer);
    this.#pumping ??= this.#pump();
    return layer.settle.promise;
  }

  #commitNow(job: CommitJob): CommitResult {
    for (let rebases = 0;; rebases++) {
      const batch = this.#makeBatch(job, rebases);
      if (batch === undefined) return { ok: this.#replica.head };
      this.#counters.storeTransactions++;
      const result = this.#replica.store.commitSync!(batch);
      if ("ok" in result) {
        this.#counters.storeWrites += batch.writes.length;
        this.#replica.confirm(makeChanges(job), result.ok, job.source);
        return result;
      }
      if ("refused" in result) return result;
      this.#counters.conflicts++;
      this.#replica.refreshNow(result.conflict.keys);
      if (rebases === MAX_REBASES || !this.#rebase(job)) return result;
      this.#counters.rebases++;
    }
  }

  #push(layer: Layer): void {
    layer.changes = makeChanges(layer.job);
    this.#layers.push(layer);
    this.#replica.apply(layer.changes, layer.job.source);
  }

  async #pump(): Promise<void> {
    for (let layer = this.#layers[0]; layer !== undefined; layer = this.#layers[0]) {
      await this.#sendFirst(layer);
    }
    this.#pumping = undefined;
  }

  async #sendFirst(layer: Layer): Promise<void> {
    const batch = this.#makeBatch(layer.job, layer.rebases);
    if (batch === undefined) {
      this.#layers.shift();
      return layer.settle.resolve({ ok: this.#replica.head });
    }
    let result: CommitResult;
    try {
      result = await this.#send(batch);
    } catch (cause) {
      this.#takeAway(layer).forEach(({ settle }) =>
        settle.reject(new StoreUnavailableError(this.#replica.store.space, { cause }))
      );
      return;
    }
    if ("ok" in result) {
      this.#counters.storeWrites += batch.writes.length;
      this.#layers.shift();
      this.#replica.confirm(layer.changes, result.ok, layer.job.source);
      return layer.settle.resolve(result);
    }
    const undone = this.#takeAway(layer);
    if ("refused" in result) {
      layer.settle.resolve(result);
      return this.#resume(undone.slice(1), { conflict: { keys: [] } });
    }
    this.#counters.conflicts++;
    if (await this.#catchUp(result.conflict.keys, undone)) this.#resume(undone, result);
  }

  /** Sends the same batch again when its outcome is unknown; its id makes that one commit. */
  async #send(batch: CommitBatch): Promise<CommitResult> {
    for (let sends = 1;; sends++) {
      try {
        this.#counters.storeTransactions++;
        return await this.#replica.store.commit(batch);
      } catch (error) {
        if (sends === MAX_SENDS) throw error;
      }
    }
  }

  /** Whether the fresh state could be read; if not, the layers that need it have failed. */
  async #catchUp(keys: readonly DocKey[], undone: readonly Layer[]): Promise<boolean> {
    try {
      await this.#replica.refresh(keys);
      return true;
    } catch (cause) {
      const error = new StoreUnavailableError(this.#replica.store.space, { cause });
      undone.forEach(({ settle }) => settle.reject(error));
      return false;
    }
  }

  /** Undoes a layer and the later ones that touched what it or they wrote. Oldest first. */
  #takeAway(first: Layer): Layer[] {
    const written = new Set(first.changes.map(({ instance }) => instanceName(instance)));
    const taken = [first];
    for (const layer of this.#layers.slice(1)) {
      if (!layer.job.documents.some((document) => written.has(instanceName(document)))) continue;
      taken.push(layer);
      for (const change of layer.changes) written.add(instanceName(change.instance));
    }
    for (const layer of [...taken].reverse()) {
      this.#layers.splice(this.#layers.indexOf(layer), 1);
      this.#replica.undo(layer.changes, layer.job.source);
    }
    return taken;
  }

  /** Puts undone layers back in front where a rebase allows it; the others have failed. */
  #resume(undone: readonly Layer[], failure: CommitResult): void {
    const later = this.#layers.splice(0);
    for (const layer of undone) {
      if (layer.rebases === MAX_REBASES || !this.#rebase(layer.job)) {
        layer.settle.resolve(failure);
        continue;
      }
      this.#counters.rebases++;
      layer.rebases++;
      this.#push(layer);
    }
    this.#layers.push(...later);
  }

  /** Moves a job onto the current versions; false if that would need its code to run again. */
  #rebase(job: CommitJob): boolean {
    return job.documents.every((document) => document.rebase(this.#replica.current(document)));
  }

  /** The batch of a job, or `undefined` when it writes nothing. */
  #makeBatch(job: CommitJob, rebases: number): CommitBatch | undefined {
    const writes = job.documents.filter(isSent)
      .map((document) => document.toWrite(this.#scopes.key(document)));
    if (writes.length === 0) return undefined;
    const reads = job.documents
      .filter((document) => !isSent(document) && document.isDependedOn)
      .map((document) => ({ key: this.#scopes.key(document), seq: document.baseline.seq! }));
    const txId = rebases === 0 ? job.txId : `${job.txId}.${rebases}`;
    return { txId, reads, writes };
  }

  #stale(job: CommitJob): DocKey[] {
    return job.documents
      .filter((document) => this.#replica.current(document) !== document.baseline)
      .map((document) => this.#scopes.key(document));
  }
}

function makeChanges(job: CommitJob): VersionChange[] {
  return job.documents.filter((document) => document.isWritten).map((document) => ({
    instance: document,
    version: { document: document.document, seq: undefined },
  }));
}

function isSent(document: TouchedDocument): boolean {
  return document.isWritten || document.options !== undefined;
}
