/**
 * What a handle is (address, schema, transaction, and which face of it the holder sees), and what it
 * needs from the runtime it belongs to. The scheduler implements the latter.
 */
import type { Cancel, CommitResult } from "@commonfabric/storage";
import type { HandleKind, HandleMaker } from "../schemas/project.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import type { ViewCache } from "../schemas/view-cache.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cell } from "../types.ts";

/** Operators that make one instance of a pattern per element. */
export type ListOperator = "map" | "filter" | "flatMap";

/** Guests see the members of their kind, hosts see all. */
export type Face = "guest" | "host";

/** Where a handle stands: an address, or a cell that still waits for its name. */
export interface Place {
  address(): Address;
  /** Gives the cell its name. @throws {CauseAlreadySetError} */
  name(cause: unknown): void;
  readonly isNamed: boolean;
}

export interface HandleState {
  readonly host: CellHost;
  readonly place: Place;
  readonly schema: SchemaNode;
  readonly kind: HandleKind;
  readonly face: Face;
  /** A stream that was found in a rendered tree: events that reach it there come from a view. */
  readonly isRendered?: boolean;
  /** Bound by `withTx`; otherwise the transaction of the running action counts. */
  readonly tx: RunnerTransaction | undefined;
}

/** Makes the handles of one runtime. */
export interface Handles {
  /** A frozen handle. */
  make(state: HandleState): object;
  /** The maker of handles inside views, one for each face and bound transaction. */
  maker(face: Face, tx: RunnerTransaction | undefined): HandleMaker;
}

export interface CellHost {
  readonly spaces: SpaceTable;
  readonly views: ViewCache;
  readonly handles: Handles;
  /** The transaction of the action that runs now, if one does. */
  currentTransaction(): RunnerTransaction | undefined;
  /** Opens the transaction of a host write that was given none. */
  openTransaction(): RunnerTransaction;
  /** Told of the outcome of such a transaction when it failed after the write returned. */
  reportCommit(outcome: Promise<CommitResult>): void;
  /** Tells the host of something that works and is hardly meant. */
  warn(code: string, text: string): void;
  /** A chain of links that leads nowhere, met by a read of `tx`. The host reports it once. */
  reportLinkCycle(address: Address, tx: RunnerTransaction | undefined): void;
  /** The stored form of a pattern or bound handler, `undefined` for every other value. */
  artifact(value: object): unknown;
  /**
   * Takes an event for a stream. `event` is a frozen tree of stored form, its links relative to the
   * space of `stream`. With a transaction it is buffered until that is committed. Computations are
   * refused here with `CapabilityError`.
   */
  enqueueEvent(
    stream: Address,
    event: unknown,
    origin: { readonly tx: RunnerTransaction | undefined; readonly isRendered: boolean },
  ): void;
  /**
   * Applies `op`, a pattern, to the elements of the list at `list` for the running action; the answer
   * is a handle on the outcome.
   * @throws {NoTransactionError} when no action runs
   */
  applyToElements(
    operator: ListOperator,
    list: Address,
    inputs: { readonly op: unknown; readonly params: unknown },
  ): object;
  /** Runs `fn` when the value is available and then at most once per pass. */
  sink(cell: Cell, fn: (value: unknown) => void | Cancel): Cancel;
  sinkMeta(cell: Cell, field: string, fn: (value: unknown) => void): Cancel;
  /** Demands the value, waits until it is settled, and gives it. */
  pull(cell: Cell): Promise<unknown>;
}
