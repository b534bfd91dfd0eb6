/**
 * Keeps observations: takes what runs leave, gives commits the rows that go with them, writes the
 * rest, and deletes rows of actions that their piece does not have.
 */
import type { EventSink } from "@commonfabric/contract";
import type { Sha256 } from "@commonfabric/canonical";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import type { ObservationRows, RowBatch } from "../transactions/pending-rows.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import type { ObservationKind } from "./observation.ts";
import { type ObservationFingerprints, observationOf, type RunRecord } from "./run-record.ts";
import { rowKey, SpaceRows } from "./space-rows.ts";
import { ValueDigests } from "./value-digests.ts";

/** Versions of this installation; without both no observation is written or accepted. */
export interface RuntimeFingerprints {
  readonly host: string | undefined;
  readonly sched: string | undefined;
}

export interface ObserverOptions {
  /** Asked when the first observation is made or met. */
  readonly fingerprints: () => RuntimeFingerprints;
  readonly sha256: Sha256;
  readonly spaces: () => SpaceTable;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  readonly events: EventSink | undefined;
  /** Whether a running piece has the action; `undefined` while that is not known. */
  readonly hasAction: (
    piece: Address,
    action: string,
    kind: ObservationKind,
  ) => boolean | undefined;
}

/** A stored row that no action of its piece has taken up. */
interface LeftRow {
  readonly piece: Address;
  readonly action: string;
  readonly kind: ObservationKind;
}

export class Observer {
  readonly digests: ValueDigests;
  readonly #options: ObserverOptions;
  readonly #spaces = new Map<SpaceId, SpaceRows>();
  readonly #left = new Map<string, LeftRow>();

  constructor(options: ObserverOptions) {
    this.#options = options;
    this.digests = new ValueDigests(options.sha256);
  }

  get fingerprints(): RuntimeFingerprints {
    return this.#options.fingerprints();
  }

  /** The rows of a space, for its commits. */
  rowsOf(space: SpaceId): ObservationRows {
    return this.#rows(space);
  }

  /** Lets `tx`, which is about to be committed, leave an observation of `run`. */
  observe(tx: RunnerTransaction, run: RunRecord): void {
    const fingerprints = this.#complete();
    if (fingerprints === undefined) return;
    const key = this.#rowKey(run.piece, run.action);
    this.#left.delete(key);
    tx.leave(run.piece.space, {
      key,
      make: () => observationOf(run, fingerprints, this.digests),
    });
  }

  /** A stored row that no action has taken up: it goes when its piece turns out not to have one. */
  leave(row: LeftRow): void {
    this.#left.set(this.#rowKey(row.piece, row.action), row);
    this.#rows(row.piece.space).arm();
  }

  /** A running piece has dropped an action. */
  drop(piece: Address, action: string): void {
    if (this.#complete() === undefined) return;
    this.leave({ piece, action, kind: "computation" });
  }

  /** Settles which rows go, as long as the pieces still run. */
  sweep(): void {
    for (const space of this.#spaces.keys()) this.#sweep(space);
    this.#left.clear();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    for (const rows of this.#spaces.values()) await rows.flush();
  }

  close(): void {
    for (const rows of this.#spaces.values()) rows.close();
  }

  #complete(): ObservationFingerprints | undefined {
    const { host, sched } = this.fingerprints;
    return host === undefined || sched === undefined ? undefined : { host, sched };
  }

  #rowKey(piece: Address, action: string): string {
    return rowKey(this.#options.spaces().scopes.key(piece), action);
  }

  #rows(space: SpaceId): SpaceRows {
    let rows = this.#spaces.get(space);
    if (rows === undefined) {
      rows = new SpaceRows({
        setTimer: this.#options.setTimer,
        sweep: () => this.#sweep(space),
        send: (batch) => this.#send(space, batch),
      });
      this.#spaces.set(space, rows);
    }
    return rows;
  }

  #sweep(space: SpaceId): void {
    for (const [key, { piece, action, kind }] of this.#left) {
      if (piece.space !== space) continue;
      const isThere = this.#options.hasAction(piece, action, kind);
      if (isThere === undefined) continue;
      this.#left.delete(key);
      if (!isThere) this.#rows(space).forget(this.#options.spaces().scopes.key(piece), action);
    }
  }

  async #send(space: SpaceId, rows: RowBatch): Promise<boolean> {
    const spaces = this.#options.spaces();
    const store = spaces.peek(space)?.replica.store;
    if (store === undefined) return false;
    try {
      const txId = spaces.nextTransactionId();
      const result = await store.commit({ txId, reads: [], writes: [], ...rows });
      if ("ok" in result) return true;
      this.#warn(space, JSON.stringify(result));
    } catch (error) {
      this.#warn(space, error instanceof Error ? error.message : String(error));
    }
    return false;
  }

  /** What is lost costs a run after a restart; nobody's work fails for it. */
  #warn(space: SpaceId, reason: string): void {
    const text = `Observations were not written: ${reason}`;
    this.#options.events?.({ type: "warning", space, code: "observations:not-written", text });
  }
}
