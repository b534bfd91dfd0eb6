/** What the parts of the piece machinery share: one object per runtime. */
import type { Counters, EventSink } from "@commonfabric/contract";
import type { JSONSchema } from "@commonfabric/api";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import type { CellHost } from "../cells/host.ts";
import type { Implementation, JavascriptModule } from "../builders/graph.ts";
import type { Observer } from "../observations/observer.ts";
import type { RuntimePorts } from "../scheduler/ports.ts";
import type { RuntimeErrorKind } from "../scheduler/errors.ts";
import type { EventOutcome } from "../scheduler/event-queue.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { RunOperation } from "../telemetry/telemetry.ts";
import type { Address } from "../types.ts";
import type { IdempotenceCheck } from "./idempotence-check.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { PendingSend, RunningPieces } from "./running-pieces.ts";
import type { ReceiptExpiry } from "./receipts.ts";
import type { SetupContext } from "./setup.ts";

/** Reading and writing with handles, as package part `cells` does it. */
export interface CellAccess {
  /** The handle that running code gets on `address`. */
  cell(address: Address, schema: JSONSchema | undefined): object;
  /** The view of a stored tree that lies in no document: inputs of nodes, payloads. */
  project(
    tx: RunnerTransaction,
    data: { readonly address: Address; readonly node: unknown },
    schema: JSONSchema | undefined,
  ): unknown;
  /** Writes what guest code gave for `address`, under the schema that it stated. */
  write(
    place: {
      readonly address: Address;
      readonly schema: JSONSchema | undefined;
      /** What a cell starts with. */
      readonly isSetup?: boolean;
    },
    value: unknown,
    tx: RunnerTransaction,
  ): void;
  /** The stored form of what guest code hands over; handles and views become links. */
  stored(value: unknown, near: Address): unknown;
}

/** Where an error belongs. */
export interface ErrorContext {
  readonly kind: RuntimeErrorKind;
  readonly piece?: RunningPiece | undefined;
  readonly action?: string | undefined;
  readonly implementation?: object | undefined;
}

/** Times that tick, as built-ins use them. */
export interface Tickers {
  /** Ends the timers of what nothing demands any more. */
  endIdle(): void;
  /** Where the time of `space` is that ticks every `seconds`. */
  addressOf(space: SpaceId, seconds: number): Address;
  /** Keeps the ticker there until the answer is called. */
  use(space: SpaceId, seconds: number): Cancel;
}

export interface RuntimeCore {
  readonly spaces: SpaceTable;
  readonly scheduler: Scheduler;
  readonly cells: CellAccess;
  readonly cellHost: CellHost;
  readonly pieces: RunningPieces;
  readonly setup: SetupContext;
  readonly receipts: ReceiptExpiry;
  readonly tickers: Tickers;
  readonly ports: RuntimePorts;
  readonly counters: Counters;
  readonly events: EventSink | undefined;
  readonly operation: RunOperation;
  /** The function to run for authored code; by default the live one. */
  readonly resolveCode: (module: JavascriptModule) => Implementation;
  /** Repeats runs of computations; absent when nobody asked for that. */
  readonly idempotence: IdempotenceCheck | undefined;
  /** Keeps observations; absent when nobody wants them. */
  readonly observer: Observer | undefined;
  /** Hands an error to `onError`; the runtime goes on. */
  readonly report: (error: unknown, context: ErrorContext) => void;
  /** The authored position of what code threw, `/file:line:column`, where one is known. */
  readonly sourceOf: (error: unknown) => string | undefined;
  /** Keeps `work` in what `settled` waits for, and reports its failure. */
  readonly track: (work: Promise<unknown>, context: ErrorContext) => void;
  /** Queues one event, a stored tree, and resolves with what became of it. */
  readonly dispatch: (stream: Address, event: unknown) => Promise<EventOutcome>;
  /** Queues what a handler sent, in order, after its commit. */
  readonly enqueue: (sends: readonly PendingSend[], origin: string) => void;
}
