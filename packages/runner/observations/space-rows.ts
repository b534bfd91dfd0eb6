/**
 * Observations of one space on their way to the store. A row goes with the writes of its run; a run
 * that wrote nothing leaves its row here for the next commit, or for a flush.
 *
 *     run with writes     --row--> [batch of the run]
 *     run without writes  --row--> [waiting] --next batch, 100 ms, or 256 of them--> store
 */
import type { Cancel, DocKey, ObservationKey } from "@commonfabric/storage";
import type { ObservationRows, PendingRow, RowBatch } from "../transactions/pending-rows.ts";

const FLUSH_MS = 100;
const FLUSH_ROWS = 256;

export interface SpaceRowsOptions {
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  /** Sends a batch of rows alone. */
  readonly send: (rows: RowBatch) => Promise<boolean>;
  /** Adds what is to be forgotten before rows are sent. */
  readonly sweep: () => void;
}

/** One text per (piece, action). */
export function rowKey(piece: DocKey, action: string): string {
  return `${piece.id}\u0000${piece.scopeKey}\u0000${action}`;
}

export class SpaceRows implements ObservationRows {
  readonly #options: SpaceRowsOptions;
  readonly #waiting = new Map<string, PendingRow>();
  readonly #forget = new Map<string, ObservationKey>();
  #cancel: Cancel | undefined;

  constructor(options: SpaceRowsOptions) {
    this.#options = options;
  }

  forCommit(own: readonly PendingRow[]): RowBatch {
    const newest = new Map(own.map((row) => [row.key, row]));
    // A newer run of the same action: what it left before is of the past.
    for (const key of newest.keys()) {
      this.#waiting.delete(key);
      this.#forget.delete(key);
    }
    const rows = [...newest.values(), ...this.#waiting.values()];
    const observations = rows.flatMap((row) => row.make() ?? []);
    const forget = [...this.#forget.values()];
    return {
      ...(observations.length > 0 ? { observations } : {}),
      ...(forget.length > 0 ? { forget } : {}),
    };
  }

  defer(row: PendingRow): void {
    this.#waiting.set(row.key, madeOnce(row));
    this.#forget.delete(row.key);
    if (this.#waiting.size >= FLUSH_ROWS) void this.flush();
    else this.arm();
  }

  committed({ observations, forget }: RowBatch): void {
    for (const { piece, action, reads } of observations ?? []) {
      const key = rowKey(piece, action);
      const isSame = this.#waiting.get(key)?.make()?.reads === reads;
      if (isSame) this.#waiting.delete(key);
    }
    for (const { piece, action } of forget ?? []) this.#forget.delete(rowKey(piece, action));
  }

  /** The piece has no such action: its row goes with the next batch. */
  forget(piece: DocKey, action: string): void {
    const key = rowKey(piece, action);
    this.#waiting.delete(key);
    this.#forget.set(key, { piece, action });
    this.arm();
  }

  arm(): void {
    this.#cancel ??= this.#options.setTimer(FLUSH_MS, () => void this.flush());
  }

  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#options.sweep();
    const rows = this.forCommit([]);
    this.#waiting.clear();
    if (rows.observations === undefined && rows.forget === undefined) return;
    if (await this.#options.send(rows)) this.committed(rows);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

/** Nothing moves what a run without writes has read: one row serves every batch it is sent with. */
function madeOnce({ key, make }: PendingRow): PendingRow {
  let made: { readonly row: ReturnType<PendingRow["make"]> } | undefined;
  return { key, make: () => (made ??= { row: make() }).row };
}
