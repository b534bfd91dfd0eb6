/**
 * Commits of this runtime to one space. On a synchronous store a commit is one step, except that
 * those of computations wait until somebody needs them stored; on others a commit is applied as
 * pending at once and sent in order, one batch in flight. Waiting commits of computations are sent
 * together.
 *
 *   conflict of L1:   [L1][L2][L3]   L2 overwrote what L1 wrote
 *                      undo L2, L1   L3 is independent and stays
 *                      catch up, rebase L1, L2 on the fresh state and L3, send again
 */
import type { Counters } from "@commonfabric/contract";
import type { CommitBatch, CommitResult, DocKey } from "@commonfabric/storage";
import { type CommitJob, firstBatch, hasWrites, makeBatch, type SentJob } from "./commit-batch.ts";
import { StoreUnavailableError } from "./errors.ts";
import type { Replica, VersionChange } from "./replica.ts";
import type { ObservationRows, PendingRow } from "./pending-rows.ts";
import { instanceName, type ScopeKeys } from "./scope-keys.ts";

const MAX_REBASES = 8;
const MAX_SENDS = 3;

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
  readonly #rows: ObservationRows | undefined;
  readonly #layers: Layer[] = [];
  #pumping: Promise<void> | undefined;

  constructor(replica: Replica, counters: Counters, scopes: ScopeKeys, rows?: ObservationRows) {
    this.#replica = replica;
    this.#counters = counters;
    this.#scopes = scopes;
    this.#rows = rows;
  }

  /** Commits that are not settled. */
  get length(): number {
    return this.#layers.length;
  }

  async drained(): Promise<void> {
    this.flush();
    while (this.#pumping !== undefined) await this.#pumping;
  }

  /** The outcome at once on a synchronous store, else a promise of it; so for what may wait. */
  commit(job: CommitJob): CommitResult | Promise<CommitResult> {
    if (!this.#rebase(job)) return this.#conflict(job);
    if (job.mayWait && !hasWrites(job)) {
      this.#deferAll([{ job }]);
      return { ok: this.#replica.head };
    }
    const { isSynchronous } = this.#replica;
    if (isSynchronous && !job.mayWait) {
      this.flush();
      return this.#rebase(job) ? this.#commitNow(job, 0) : this.#conflict(job);
    }
    const layer = { job, settle: Promise.withResolvers<CommitResult>(), changes: [], rebases: 0 };
    this.#push(layer);
    if (!isSynchronous) this.#pumping ??= this.#pump();
    return layer.settle.promise;
  }

  /** Stores what waits, where that needs no waiting. */
  flush(): void {
    if (!this.#replica.isSynchronous) return;
    while (this.#layers.length > 0) this.#sendNow(firstBatch(this.#layers));
  }

  #conflict(job: CommitJob): CommitResult {
    this.#counters.conflicts++;
    return { conflict: { keys: this.#stale(job) } };
  }

  #commitNow(job: CommitJob, earlierRebases: number): CommitResult {
    for (let rebases = earlierRebases;; rebases++) {
      const batch = this.#batchOf([{ job, rebases }]);
      if (batch === undefined) return { ok: this.#replica.head };
      const result = this.#replica.store.commitSync!(batch);
      if ("ok" in result) {
        this.#rows?.committed(batch);
        this.#replica.confirm(makeChanges(job), result.ok, job.source);
        return result;
      }
      if ("refused" in result) return result;
      this.#counters.conflicts++;
      noteConflict([{ job }], result.conflict.keys);
      this.#replica.refreshNow(result.conflict.keys);
      if (rebases === MAX_REBASES || !this.#rebase(job)) return result;
      this.#counters.rebases++;
    }
  }

  #sendNow(sent: readonly Layer[]): void {
    let batch: CommitBatch;
    let result: CommitResult;
    try {
      batch = this.#batchOf(sent)!;
      result = this.#replica.store.commitSync!(batch);
    } catch (error) {
      this.#takeAway(sent).forEach(({ settle }) => settle.reject(error));
      return;
    }
    if ("ok" in result) {
      this.#rows?.committed(batch);
      return this.#confirm(sent, result);
    }
    try {
      if ("conflict" in result) {
        this.#counters.conflicts++;
        noteConflict(sent, result.conflict.keys);
        // Caught up first, as on other stores: what others gave is met by the rebase alone.
        this.#replica.refreshNow(result.conflict.keys);
      }
    } catch (error) {
      return this.#takeAway(sent).forEach(({ settle }) => settle.reject(error));
    }
    const undone = this.#takeAway(sent);
    // They may come to build on what is still pending.
    this.flush();
    // One by one, so that each of them gets its own answer.
    for (const { job, settle } of undone) this.#sendAgain(job, settle);
  }

  #sendAgain(job: CommitJob, settle: Layer["settle"]): void {
    if (!this.#rebase(job)) return settle.resolve({ conflict: { keys: this.#stale(job) } });
    this.#counters.rebases++;
    try {
      settle.resolve(this.#commitNow(job, 1));
    } catch (error) {
      settle.reject(error);
    }
  }

  #confirm(sent: readonly Layer[], result: Extract<CommitResult, { ok: unknown }>): void {
    this.#layers.splice(0, sent.length);
    for (const { changes, job } of sent) this.#replica.confirm(changes, result.ok, job.source);
    for (const { settle } of sent) settle.resolve(result);
  }

  #push(layer: Layer): void {
    layer.changes = makeChanges(layer.job);
    this.#layers.push(layer);
    this.#replica.apply(layer.changes, layer.job.source);
  }

  async #pump(): Promise<void> {
    while (this.#layers.length > 0) await this.#sendFirst(firstBatch(this.#layers));
    this.#pumping = undefined;
  }

  async #sendFirst(sent: readonly Layer[]): Promise<void> {
    let batch: CommitBatch | undefined;
    let result: CommitResult;
    try {
      batch = this.#batchOf(sent);
      result = batch === undefined ? { ok: this.#replica.head } : await this.#send(batch);
    } catch (cause) {
      this.#takeAway(sent).forEach(({ settle }) =>
        settle.reject(new StoreUnavailableError(this.#replica.store.space, { cause }))
      );
      return;
    }
    if ("ok" in result) {
      if (batch !== undefined) this.#rows?.committed(batch);
      return this.#confirm(sent, result);
    }
    if ("refused" in result) {
      const undone = this.#takeAway(sent);
      sent.forEach(({ settle }) => settle.resolve(result));
      return this.#resume(undone.slice(sent.length), { conflict: { keys: [] } });
    }
    this.#counters.conflicts++;
    noteConflict(sent, result.conflict.keys);
    // Caught up first: readers see no state between the one that is undone and its successor.
    if (await this.#catchUp(result.conflict.keys, sent)) this.#resume(this.#takeAway(sent), result);
  }

  /** Sends the same batch again when its outcome is unknown; its id makes that one commit. */
  async #send(batch: CommitBatch): Promise<CommitResult> {
    for (let sends = 1;; sends++) {
      try {
        return await this.#replica.store.commit(batch);
      } catch (error) {
        if (sends === MAX_SENDS) throw error;
      }
    }
  }

  /** Whether the fresh state could be read; if not, `sent` and what was built on it have failed. */
  async #catchUp(keys: readonly DocKey[], sent: readonly Layer[]): Promise<boolean> {
    try {
      await this.#replica.refresh(keys);
      return true;
    } catch (cause) {
      const error = new StoreUnavailableError(this.#replica.store.space, { cause });
      this.#takeAway(sent).forEach(({ settle }) => settle.reject(error));
      return false;
    }
  }

  /** Undoes the first layers and later ones that touched what these wrote. Oldest first. */
  #takeAway(first: readonly Layer[]): Layer[] {
    const written = new Set(
      first.flatMap(({ changes }) => changes.map(({ instance }) => instanceName(instance))),
    );
    const taken = [...first];
    for (const layer of this.#layers.slice(first.length)) {
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

  /**
   * Puts undone layers back where a rebase allows it; the others have failed. They come last: a
   * layer may build on pending versions, and those have to be sent before it.
   */
  #resume(undone: readonly Layer[], failure: CommitResult): void {
    for (const layer of undone) {
      if (layer.rebases === MAX_REBASES || !this.#rebase(layer.job)) {
        layer.job.onUndone?.();
        layer.settle.resolve(failure);
        continue;
      }
      this.#counters.rebases++;
      layer.rebases++;
      this.#push(layer);
    }
  }

  /** Leaves a row that no writes of its run go with. */
  defer(row: PendingRow): void {
    this.#rows?.defer(row);
  }

  #deferAll(jobs: readonly Pick<SentJob, "job">[]): void {
    for (const { job } of jobs) if (job.row !== undefined) this.defer(job.row);
  }

  /** The batch of `sent` with the observations that go with it; `undefined` without writes. */
  #batchOf(sent: readonly SentJob[]): CommitBatch | undefined {
    const batch = makeBatch(sent, this.#scopes);
    if (batch === undefined) this.#deferAll(sent);
    if (batch === undefined || this.#rows === undefined) return batch;
    return { ...batch, ...this.#rows.forCommit(sent.flatMap(({ job }) => job.row ?? [])) };
  }

  /** Moves a job onto the current versions; false if that would need its code to run again. */
  #rebase(job: CommitJob): boolean {
    if (job.needs.some(({ areGone }) => areGone)) return false;
    return job.documents.every((document) => document.rebase(this.#replica.current(document)));
  }

  #stale(job: CommitJob): DocKey[] {
    return job.documents
      .filter((document) => this.#replica.current(document) !== document.baseline)
      .map((document) => this.#scopes.key(document));
  }
}

function noteConflict(sent: readonly Pick<SentJob, "job">[], keys: readonly DocKey[]): void {
  for (const { job } of sent) {
    for (const needed of job.needs) needed.noteConflict(keys);
  }
}

function makeChanges(job: CommitJob): VersionChange[] {
  return job.documents.filter((document) => document.isWritten).map((document) => ({
    instance: document,
    version: { document: document.document, seq: undefined },
  }));
}
