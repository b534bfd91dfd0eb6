/**
 * The runtime: spaces, transactions, cells, events and pieces of one process, as hosts see them.
 * `assemble-core.ts` joins the parts; compiling and loading code come in through the pattern source.
 */
import { copyCounters, type Counters } from "@commonfabric/contract";
import type { JSONSchema } from "@commonfabric/api";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { findForHost, type WishFound } from "../builtins/host-wish.ts";
import { cellOfCause, cellOfLink } from "../cells/find-cell.ts";
import { type CellOptions, hostCell } from "../cells/handles.ts";
import { equalReferences } from "../cells/equal-references.ts";
import { makeReader } from "../cells/reading.ts";
import { resolve } from "../links/resolve.ts";
import { affectedPieces } from "../observations/affected-pieces.ts";
import {
  DisposeTimeoutError,
  RuntimeDisposedError,
  type RuntimeError,
} from "../scheduler/errors.ts";
import type { EventOutcome } from "../scheduler/event-queue.ts";
import { type SchedulerSnapshot, takeSnapshot } from "../scheduler/snapshot.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cause, Cell, DocumentAddress, Link, Stream, Transaction } from "../types.ts";
import { assembleCore } from "./assemble-core.ts";
import { comparePattern, type PatternComparison } from "./compare-pattern.ts";
import { defaultPieceAddress } from "./default-piece.ts";
import { demandInputs } from "./demand-inputs.ts";
import { SetupTargetError } from "./errors.ts";
import type { ErrorReports } from "./error-reports.ts";
import type { EventIntake } from "./event-intake.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { checkOptions, type PieceRuntimeOptions } from "./runtime-options.ts";
import { setPattern, type SetPatternOptions } from "./set-pattern.ts";
import { Settling } from "./settling.ts";
import { type SetupOutcome, setupPiece } from "./setup.ts";
import { shutDown } from "./shut-down.ts";
import { snapshotHandlers } from "./snapshot-handlers.ts";
import type { PieceStarter } from "./start.ts";

const DISPOSE_DEADLINE_MS = 10_000;

export class PieceRuntime {
  readonly #core: RuntimeCore;
  readonly #starter: PieceStarter;
  readonly #events: EventIntake;
  readonly #errors: ErrorReports;
  readonly #settling: Settling;
  readonly #cancelChanges: Cancel;
  #disposed: Promise<void> | undefined;

  /** @throws {TypeError} for another `cfcMode` */
  constructor(options: PieceRuntimeOptions) {
    checkOptions(options);
    const parts = assembleCore(options);
    this.#core = parts.core;
    this.#starter = parts.starter;
    this.#events = parts.events;
    this.#errors = parts.errors;
    this.#settling = new Settling(parts);
    this.#cancelChanges = parts.cancelChanges;
  }

  /** Opens a space; synchronous calls on its cells need that, unless `sync` was awaited. */
  async openSpace(space: SpaceId): Promise<void> {
    await this.#core.spaces.open(space);
  }

  edit(): Transaction {
    return new RunnerTransaction(this.#core.spaces);
  }

  /** Runs `fn` on a transaction and commits; again after a conflict. @throws {ConflictError} */
  editWithRetry<T>(
    fn: (tx: Transaction) => T | Promise<T>,
    options: { attempts?: number } = {},
  ): Promise<T> {
    return editWithRetry(this.#core.spaces, fn, options);
  }

  /** The cell of the document that `cause` names. */
  getCell<T = unknown>(
    space: SpaceId,
    cause: Cause,
    options: { schema?: JSONSchema; tx?: Transaction } = {},
  ): Cell<T> {
    return cellOfCause<T>(this.#core.cellHost, { space, cause }, ownOptions(options));
  }

  /** The cell that a link with a space leads to. */
  getCellFromLink<T = unknown>(
    link: Link,
    options: { schema?: JSONSchema; tx?: Transaction } = {},
  ): Cell<T> {
    return cellOfLink<T>(this.#core.cellHost, link, ownOptions(options));
  }

  /** The cell that leads to the default piece of `space`, which `wish` asks; empty without one. */
  defaultPiece<T = unknown>(
    space: SpaceId,
    options: { schema?: JSONSchema; tx?: Transaction } = {},
  ): Cell<T> {
    const address = defaultPieceAddress(space, this.#core.spaces.sha256);
    return hostCell<T>(this.#core.cellHost, address, ownOptions(options));
  }

  /** Makes `piece` the default piece of `space`; what wishes there follows. */
  async setDefaultPiece(space: SpaceId, piece: Cell | undefined): Promise<void> {
    await this.openSpace(space);
    await this.defaultPiece(space).sync();
    await this.editWithRetry((tx) => this.defaultPiece(space, { tx }).set(piece));
  }

  /**
   * What `wish` finds in `space` for `query`, once that is up to date: a time, the one match, or
   * several to choose from; else an error that says why there is nothing.
   */
  async wish(space: SpaceId, query: string): Promise<WishFound> {
    await this.openSpace(space);
    return await findForHost(this.#core, space, query);
  }

  /** Stages a piece in `tx`; it starts when `tx` is committed. */
  run<T = unknown>(
    tx: Transaction,
    pattern: PatternValue,
    argument: unknown,
    result: Cell<T>,
  ): Cell<T> {
    const own = tx as RunnerTransaction;
    const { address, ref, isKeyless } = this.#setup(own, pattern, argument, result);
    own.postCommit(() => this.#starter.startFresh(pattern, address, isKeyless ? undefined : ref));
    return result;
  }

  /** Stages a piece without starting it. Without a pattern: the stored one, if it is live. */
  setup(
    tx: Transaction,
    pattern: PatternValue | undefined,
    argument: unknown,
    result: Cell,
  ): { ref?: EntryRef; needsStart: boolean } {
    const address = result.getAsNormalizedFullLink();
    if (address.path.length > 0) throw new SetupTargetError(address.path);
    const chosen = pattern ?? this.#starter.storedPattern(address);
    if (chosen === undefined) {
      const text = "Nothing to set up: there is neither a pattern nor a stored pointer";
      this.#core.events?.({ type: "warning", code: "setup:nothing", text });
      return { needsStart: false };
    }
    const { ref, isRunning } = this.#setup(tx as RunnerTransaction, chosen, argument, result);
    return { ref, needsStart: !isRunning };
  }

  /** @throws {PieceStartError} */
  start(result: Cell): Promise<true> {
    return this.#starter.start(result.getAsNormalizedFullLink());
  }

  /** Cancels nodes and children; data and pointer stay. */
  stop(result: Cell): void {
    this.#starter.stop(result.getAsNormalizedFullLink());
  }

  /**
   * Makes `pattern` the pattern of a stored piece; one that runs goes on with it. The answer lists
   * the causes of internal cells that were kept, added and dropped.
   * @throws {IncompatiblePatternError} unless `allowIncompatible` @throws {NotAPieceError}
   */
  setPattern(
    result: Cell,
    pattern: PatternValue,
    options: SetPatternOptions = {},
  ): Promise<PatternComparison> {
    return this.#core.operation("setPattern", () => this.#setPattern(result, pattern, options));
  }

  async #setPattern(
    result: Cell,
    pattern: PatternValue,
    options: SetPatternOptions,
  ): Promise<PatternComparison> {
    const request = { pattern: requirePattern(pattern), result: addressOfCell(result) };
    const comparison = await setPattern(this.#core, request, options, ({ ref, isKeyless }) => {
      if (this.#core.pieces.get(request.result) === undefined) return;
      this.#starter.startFresh(pattern, request.result, isKeyless ? undefined : ref);
    });
    await this.#starter.swapInProgress(request.result);
    return comparison;
  }

  /** What {@link setPattern} would answer, and what it would refuse; changes nothing. */
  async comparePattern(result: Cell, pattern: PatternValue): Promise<PatternComparison> {
    return await comparePattern(this.#core, addressOfCell(result), requirePattern(pattern));
  }

  /**
   * Queues an event and resolves with what became of it; never rejects for handler errors.
   * @throws {UnstorableValueError} @throws {ValueTooLargeError} @throws {EventQueueFullError}
   */
  async sendEvent(
    to: Stream | Cell,
    event: unknown,
    options: { ingressId?: string } = {},
  ): Promise<EventOutcome> {
    return await this.#events.fromHost(to, event, options);
  }

  /**
   * Pieces, running or not, whose last runs read a document of these: what a host wakes when others
   * have written. A hint, as far as the open spaces know; nothing depends on it.
   */
  affected(addresses: Iterable<DocumentAddress>): Promise<DocumentAddress[]> {
    return affectedPieces(this.#core.spaces, addresses);
  }

  /** Whether two values are the same place; the `equals` of pattern code. */
  equals(a: unknown, b: unknown): boolean {
    return equalReferences(this.#core.cellHost, a, b);
  }

  /** No queued event, no runnable demanded node, no start in progress. */
  idle(): Promise<void> {
    return this.#settling.idle();
  }

  /** Idle, and commits confirmed, and tracked work done. @throws {SettleTimeoutError} */
  settled(options: { timeoutMs?: number } = {}): Promise<void> {
    return this.#settling.settled(options.timeoutMs);
  }

  /** Idle, and the commits of it confirmed; asynchronous built-ins may still be under way. */
  async synced(): Promise<void> {
    await this.idle();
    await this.#core.spaces.confirmed();
  }

  /** Keeps up to date what the computation behind `cell` reads; its code does not run for it. */
  demandInputsOf(cell: Cell): Cancel {
    const reader = makeReader(this.#core.cellHost, undefined, false);
    const { address } = resolve(reader, cell.getAsNormalizedFullLink(), "all");
    return demandInputs(this.#core, address);
  }

  snapshot(): SchedulerSnapshot {
    const { scheduler, spaces, pieces } = this.#core;
    return takeSnapshot(scheduler, {
      totals: { queuedEvents: this.#events.length, pendingCommits: spaces.pendingCommits },
      handlers: snapshotHandlers(pieces.all),
      running: (piece) => pieces.get(piece),
    });
  }

  counters(): Readonly<Counters> {
    return copyCounters(this.#core.counters);
  }

  onError(fn: (error: RuntimeError) => void): Cancel {
    return this.#errors.listen(fn);
  }

  /** Reports an error of code whose action has ended and whose promise nobody waits for. */
  protected reportFloating(error: unknown): void {
    this.#errors.report(error, { kind: "action" });
  }

  /** Reports that code could not be stored or copied, where nobody waits for that. */
  protected reportStore(error: unknown): void {
    this.#errors.report(error, { kind: "store" });
  }

  /** Stops everything, waits for commits up to the deadline, closes the stores. Idempotent. */
  dispose(options: { deadlineMs?: number } = {}): Promise<void> {
    return this.#disposed ??= this.#dispose(options.deadlineMs ?? DISPOSE_DEADLINE_MS);
  }

  async #dispose(deadlineMs: number): Promise<void> {
    this.#events.clear(new RuntimeDisposedError());
    const { observer } = this.#core;
    observer?.sweep();
    for (const piece of [...this.#core.pieces.all]) this.#core.pieces.stop(piece);
    this.#starter.dispose();
    this.#core.scheduler.dispose();
    this.#cancelChanges();
    await shutDown({
      ports: this.#core.ports,
      kinds: this.#settling.kindsOfWork(),
      deadlineMs,
      close: async () => {
        await observer?.flush();
        await this.#core.setup.source.closing?.();
        await this.#core.spaces.close();
      },
      report: (error) => {
        const kind = error instanceof DisposeTimeoutError ? "budget" : "store";
        this.#errors.report(error, { kind });
      },
    });
    observer?.close();
  }

  #setup(
    tx: RunnerTransaction,
    pattern: PatternValue,
    argument: unknown,
    result: Cell,
  ): SetupOutcome & { readonly address: Address } {
    const address = addressOfCell(result);
    const request = {
      pattern: requirePattern(pattern),
      argument,
      use: "state" as const,
      result: address,
      depth: 0,
    };
    return { address, ...setupPiece(tx, request, this.#core.setup) };
  }
}

/** Every transaction of this package is one of its own class. */
function ownOptions(
  { schema, tx }: { schema?: JSONSchema; tx?: Transaction },
): CellOptions {
  return { schema, tx: tx as RunnerTransaction | undefined };
}

function requirePattern(pattern: unknown): PatternValue {
  if (!isPattern(pattern)) throw new TypeError("Not a pattern: pass what pattern() returned");
  return pattern;
}

function addressOfCell(cell: Cell): Address {
  const { space, scope, id, path } = cell.getAsNormalizedFullLink();
  return { space, scope, id, path };
}
