/** What cells need from the runtime they belong to. The scheduler and the runtime implement it. */
import type { Cancel, CommitResult } from "@commonfabric/storage";
import type { ViewCache } from "../schemas/view-cache.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cell } from "../types.ts";
import type { HandleMakers } from "./handles.ts";

export interface CellHost {
  readonly spaces: SpaceTable;
  readonly views: ViewCache;
  /** `new HandleMakers(host)`: one for each runtime. */
  readonly handles: HandleMakers;
  /** The transaction of the action that runs now, if one does. */
  currentTransaction(): RunnerTransaction | undefined;
  /** Opens the transaction of a host write that was given none. */
  openTransaction(): RunnerTransaction;
  /** Told of the outcome of such a transaction when it failed after the write returned. */
  reportCommit(outcome: Promise<CommitResult>): void;
  /** A chain of links that leads nowhere; told once per address. */
  reportLinkCycle(address: Address): void;
  /** The stored form of a pattern or bound handler, `undefined` for every other value. */
  artifact(value: object): unknown;
  /**
   * Takes an event for a stream. `event` is a frozen tree of stored form, its links relative to the
   * space of `stream`. With a transaction it is buffered until that is committed. Computations are
   * refused here with `CapabilityError`.
   */
  enqueueEvent(stream: Address, event: unknown, tx: RunnerTransaction | undefined): void;
  /** Runs `fn` when the value is available and then at most once per pass. */
  sink(cell: Cell, fn: (value: unknown) => void | Cancel): Cancel;
  sinkMeta(cell: Cell, field: string, fn: (value: unknown) => void): Cancel;
  /** Demands the value, waits until it is settled, and gives it. */
  pull(cell: Cell): Promise<unknown>;
}
