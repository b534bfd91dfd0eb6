/** What a handler has done since its stream was bound. Snapshots show it; nothing depends on it. */
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";

export class HandlerActivity {
  runs = 0;
  lastMs = 0;
  totalMs = 0;
  /** Of its last run. */
  reads: readonly Address[] = [];
  writes: readonly Address[] = [];
  /** An event for it is being served. */
  isServing = false;
  lastEvent: string | undefined;

  /** A run came to its end, whatever becomes of its transaction. */
  note({ readLog, writeLog }: RunnerTransaction, event: string, ms: number): void {
    this.runs++;
    this.lastMs = ms;
    this.totalMs += ms;
    this.lastEvent = event;
    this.reads = readLog.map(({ address }) => address);
    this.writes = writeLog.map(({ address }) => address);
  }
}
