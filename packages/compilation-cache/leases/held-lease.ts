/**
 * A lease that this runtime holds: renewed while the compile runs, given back in the last commit of
 * the write-back, or in one of its own. Losing it costs others a compile and nothing else.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type {
  Cancel,
  CommitResult,
  DocKey,
  DocWrite,
  Seq,
  SpaceStore,
} from "@commonfabric/storage";
import { LEASE_MS, RENEW_MS } from "./lease-document.ts";

export interface LeasePowers {
  readonly sha256: Sha256;
  /** A transaction id that was never used before. */
  readonly newTxId: () => string;
  /** Who compiles: unique among the runtimes of a store. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
}

/** A lease document and the cache key that it is listed under. */
export interface LeaseKey {
  readonly key: DocKey;
  readonly tag: string;
}

/** The writes that make `owner` the holder until `until`. */
export function leaseWrites(
  keys: readonly LeaseKey[],
  { owner, until, base }: {
    readonly owner: string;
    readonly until: number;
    readonly base: (at: number) => DocWrite["base"];
  },
): DocWrite[] {
  return keys.map(({ key, tag }, at) => ({
    key,
    tag,
    doc: { value: { owner, until } },
    base: base(at),
  }));
}

export class HeldLease {
  readonly #store: SpaceStore;
  readonly #powers: LeasePowers;
  readonly #keys: readonly LeaseKey[];
  /** Of the last write; absent when the lease is given back or lost. */
  #seq: Seq | undefined;
  #cancel: Cancel;
  #renewing: Promise<void> = Promise.resolve();

  constructor(store: SpaceStore, powers: LeasePowers, keys: readonly LeaseKey[], seq: Seq) {
    this.#store = store;
    this.#powers = powers;
    this.#keys = keys;
    this.#seq = seq;
    this.#cancel = this.#renewLater();
  }

  /** What gives the lease back, as part of a commit; nothing when it is not held. */
  get release(): readonly DocWrite[] {
    const seq = this.#seq;
    if (seq === undefined) return [];
    return this.#keys.map(({ key }) => ({ key, doc: null, base: seq }));
  }

  /** A commit with {@link release} was acknowledged. */
  released(): void {
    this.#seq = undefined;
    this.#cancel();
  }

  /** Gives the lease back, if it is held. Without the store's answer it expires. */
  async end(): Promise<void> {
    await this.#renewing;
    const writes = this.release;
    this.released();
    if (writes.length > 0) await this.#commit(writes);
  }

  #renewLater(): Cancel {
    return this.#powers.setTimer(RENEW_MS, () => void (this.#renewing = this.#renew()));
  }

  async #renew(): Promise<void> {
    const seq = this.#seq;
    if (seq === undefined) return;
    const until = this.#powers.nowMs() + LEASE_MS;
    const { owner } = this.#powers;
    const result = await this.#commit(leaseWrites(this.#keys, { owner, until, base: () => seq }));
    if (this.#seq === undefined) return;
    this.#seq = result !== undefined && "ok" in result ? result.ok.seq : undefined;
    if (this.#seq !== undefined) this.#cancel = this.#renewLater();
  }

  /** A store that fails here takes the lease away; it is not asked again. */
  async #commit(writes: readonly DocWrite[]): Promise<CommitResult | undefined> {
    try {
      const txId = this.#powers.newTxId();
      return await this.#store.commit({ txId, reads: [], writes, isTransient: true });
    } catch {
      return undefined;
    }
  }
}
