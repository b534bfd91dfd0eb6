/**
 * The runtime: spaces, transactions, cells, events and pieces of one process. It joins the parts;
 * compiling and loading code come in through the pattern source.
 */
import { copyCounters, type Counters, type EventSink, makeCounters } from "@commonfabric/contract";
import type { JSONSchema } from "@commonfabric/api";
import { nodeSha256, type Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Cancel, SpaceId, SpaceStores } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import { findForHost } from "../builtins/host-wish.ts";
import { NowTickers } from "../builtins/now-ticker.ts";
import type { Implementation, JavascriptModule, PatternValue } from "../builders/graph.ts";
import { handleState } from "../cells/handle-state.ts";
import { checkedPayload } from "../cells/event-payload.ts";
import { hostCell } from "../cells/handles.ts";
import { equalReferences } from "../cells/methods.ts";
import { makeReader } from "../cells/reading.ts";
import { type Reader, resolve } from "../links/resolve.ts";
import { isRenderedNode } from "../schemas/project.ts";
import { linkProblem, linkSchema, linkTarget } from "../links/sigil.ts";
import { makeCellAccess } from "./cell-access.ts";
import { defaultPieceAddress } from "./default-piece.ts";
import type { IdempotenceCheck } from "./idempotence-check.ts";
import { comparePattern, type PatternComparison } from "./compare-pattern.ts";
import { demandInputs } from "./demand-inputs.ts";
import { PieceTable } from "./piece-table.ts";
import type { PatternSource } from "./pattern-source.ts";
import { ReceiptExpiry } from "./receipts.ts";
import type { PendingSend } from "./running-pieces.ts";
import type { ErrorContext, RuntimeCore } from "./runtime-core.ts";
import { eventId, serveEvent } from "./serve-event.ts";
import { patternLeaf } from "./pointer-gate.ts";
import { type SetupContext, type SetupOutcome, setupPiece } from "./setup.ts";
import { type PendingWork, shutDown } from "./shut-down.ts";
import { setPattern, type SetPatternOptions } from "./set-pattern.ts";
import { PieceStarter } from "./start.ts";
import { Observer, type RuntimeFingerprints } from "../observations/observer.ts";
import { RuntimeCellHost } from "../scheduler/cell-host.ts";
import { DisposeTimeoutError, type RuntimeError, SettleTimeoutError } from "../scheduler/errors.ts";
import { type EventOutcome, EventQueue } from "../scheduler/event-queue.ts";
import type { RuntimePorts } from "../scheduler/ports.ts";
import { type ErrorMapper, runtimeError } from "../scheduler/report.ts";
import { Scheduler } from "../scheduler/scheduler.ts";
import { type SchedulerSnapshot, takeSnapshot } from "../scheduler/snapshot.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import type { ScopeOption } from "../transactions/scope-keys.ts";
import { StoreUnavailableError } from "../transactions/errors.ts";
import { SpaceTable } from "../transactions/space-table.ts";
import { storedLink } from "../transactions/stored-link.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cause, Cell, DocumentAddress, Link, Stream, Transaction } from "../types.ts";
import { causedId } from "../values/cause.ts";
import { convertHostValue } from "../values/convert-host-value.ts";

export interface PieceRuntimeOptions {
  readonly stores: SpaceStores;
  readonly source: PatternSource;
  readonly ports: RuntimePorts;
  /** Unique among the runtimes of a store. */
  readonly runtimeId: string;
  /** Integrity labels are not there: only `disabled` is accepted. */
  readonly cfcMode: "enforce" | "disabled";
  readonly attestation?: "none";
  readonly scope?: ScopeOption;
  readonly counters?: Counters;
  readonly events?: EventSink;
  readonly mapError?: ErrorMapper;
  /** Resolves authored code to the function that may run; by default the live one. */
  readonly resolveCode?: (module: JavascriptModule) => Implementation;
  readonly sha256?: Sha256;
  /** Whether runs leave observations. Default: true. */
  readonly observations?: boolean;
  /** Versions that observations are stored and accepted under; without them none is. */
  readonly fingerprints?: (() => RuntimeFingerprints) | undefined;
  /** Repeats runs of computations and reports those whose writes differ. */
  readonly idempotence?: IdempotenceCheck | undefined;
}

/** What a wish of the host gives. */
export interface WishFound {
  /** Of `#now` and `#now/N`. */
  readonly time?: number;
  readonly result?: Cell;
  readonly candidates: readonly Cell[];
  readonly error?: string;
}

const DISPOSE_DEADLINE_MS = 10_000;

export class PieceRuntime {
  readonly #core: RuntimeCore;
  readonly #starter: PieceStarter;
  readonly #queue: EventQueue;
  readonly #cellHost: RuntimeCellHost;
  readonly #listeners = new Set<(error: RuntimeError) => void>();
  readonly #work = new Set<Promise<void>>();
  readonly #cancelChanges: Cancel;
  readonly #mapError: ErrorMapper;
  #ingressCount = 0;
  #disposed: Promise<void> | undefined;

  /** @throws {Error} for `cfcMode: "enforce"` and for attestation keys */
  constructor(options: PieceRuntimeOptions) {
    refuseMissingParts(options);
    const { stores, runtimeId, ports, source } = options;
    const counters = options.counters ?? makeCounters();
    const sha256 = options.sha256 ?? nodeSha256;
    const observer = this.#makeObserver(options, sha256);
    const spaces = new SpaceTable({
      stores,
      counters,
      sha256,
      runtimeId,
      scope: options.scope,
      rows: (space) => observer?.rowsOf(space),
    });
    this.#mapError = options.mapError ?? (() => ({}));
    const report = (error: unknown, context: ErrorContext) => this.#report(error, context);
    const track = (work: Promise<unknown>, context: ErrorContext) => this.#track(work, context);
    const scheduler = new Scheduler({
      ports,
      counters,
      events: options.events,
      report: (error, node) =>
        report(error, {
          kind: error instanceof StoreUnavailableError ? "store" : "budget",
          action: node?.spec.id,
          piece: node && this.#core.pieces.get(node.spec.piece),
          implementation: node?.spec.code,
        }),
      linkAt: (address) => storedLink(spaces, address),
      flush: () => spaces.flush(),
      demandMoved: () => this.#core.tickers.endIdle(),
      reached: (reads) => this.#starter.startReached(reads),
    });
    const warn = (code: string, text: string) => options.events?.({ type: "warning", code, text });
    const setup: SetupContext = {
      source,
      sha256,
      sessionPointers: new Map(),
      persisted: new Set(),
      gated: new WeakSet(),
      warn,
      running: (result) => this.#core.pieces.get(result),
      resolveSpace: ports.resolveSpace ?? ((name) => name),
    };
    this.#cellHost = new RuntimeCellHost({
      spaces,
      scheduler: () => scheduler,
      artifact: (value, { tx, piece }) =>
        isPattern(value)
          ? patternLeaf(tx, value, setup, { space: tx.placedSpace ?? piece.link.space })
          : undefined,
      enqueue: (send, origin) => this.#enqueue([send], origin),
      report: (error) => report(error, { kind: "action" }),
      warn,
      track: (work) => track(work, { kind: "store" }),
    });
    const core: Omit<RuntimeCore, "pieces" | "tickers"> = {
      spaces,
      scheduler,
      cells: makeCellAccess(this.#cellHost),
      cellHost: this.#cellHost,
      setup,
      receipts: new ReceiptExpiry(spaces),
      ports,
      counters,
      events: options.events,
      resolveCode: options.resolveCode ?? ((module) => module.implementation),
      idempotence: options.idempotence,
      observer,
      report,
      track,
      enqueue: (sends, origin) => this.#enqueue(sends, origin),
      dispatch: (stream, event) => this.#dispatch(stream, event),
    };
    this.#core = Object.assign(core, {
      pieces: new PieceTable(() => this.#core),
      tickers: new NowTickers(() => this.#core),
    });
    this.#starter = new PieceStarter(this.#core);
    this.#queue = new EventQueue((event) => serveEvent(this.#core, this.#starter, event));
    this.#cancelChanges = spaces.changes.subscribe((changes) => {
      scheduler.onChanges(changes);
      this.#starter.onChanges(changes);
    });
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
    const { sha256 } = this.#core.spaces;
    const id = causedId(cause, { space, author: "host", sha256 });
    return this.#cell<T>({ space, scope: "space", id, path: [] }, options.schema, options.tx);
  }

  /** The cell that a link with a space leads to. */
  getCellFromLink<T = unknown>(
    link: Link,
    options: { schema?: JSONSchema; tx?: Transaction } = {},
  ): Cell<T> {
    const address = linkTarget(link, { space: "", id: "" });
    if (address.space === "" || address.id === "") {
      throw new TypeError("The link names no document: give one with space and id");
    }
    const problem = linkProblem(link);
    if (problem !== undefined) throw new TypeError(`The link cannot be followed: ${problem}`);
    return this.#cell<T>(address, options.schema ?? linkSchema(link), options.tx);
  }

  /** The cell that leads to the default piece of `space`, which `wish` asks; empty without one. */
  defaultPiece<T = unknown>(
    space: SpaceId,
    options: { schema?: JSONSchema; tx?: Transaction } = {},
  ): Cell<T> {
    const address = defaultPieceAddress(space, this.#core.spaces.sha256);
    return this.#cell<T>(address, options.schema, options.tx);
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
    const { time, matches, error } = await findForHost(this.#core, space, query);
    const cells = matches.map((address) => this.#cell(address, undefined, undefined));
    const [only, ...others] = cells;
    return {
      ...(time === undefined ? {} : { time }),
      ...(only === undefined || others.length > 0 ? {} : { result: only }),
      candidates: cells,
      ...(error === undefined ? {} : { error }),
    };
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
  async setPattern(
    result: Cell,
    pattern: PatternValue,
    options: SetPatternOptions = {},
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
    const link = to.getAsLink();
    const start = linkTarget(link, { space: "", id: "" });
    const cell = this.#cell(start, undefined, undefined);
    await cell.sync();
    const reader = makeReader(this.#cellHost, undefined, false);
    const found = resolve(reader, start, "all").address;
    // The way to the stream, or who serves it, may depend on what nobody has demanded yet.
    if (this.#core.pieces.handlerOf(found) === undefined) await cell.pull();
    const stream = resolve(reader, start, "all").address;
    const payload = checkedPayload(convertHostValue(event, stream.space));
    const origin = options.ingressId === undefined
      ? `${this.#core.spaces.nextTransactionId()}`
      : `ingress:${options.ingressId}`;
    return await new Promise((settle) => {
      this.#queue.push({
        id: eventId(this.#core, { origin, stream, ordinal: 0 }),
        stream,
        payload,
        isIngress: options.ingressId !== undefined,
        isRendered: handleState(to)?.isRendered === true || isInRenderedTree(reader, start),
        settle,
      });
    });
  }

  /**
   * Pieces, running or not, whose last runs read a document of these: what a host wakes when others
   * have written. A hint, as far as the open spaces know; nothing depends on it.
   */
  async affected(addresses: Iterable<DocumentAddress>): Promise<DocumentAddress[]> {
    const { spaces } = this.#core;
    const keys = [...addresses].map((address) => spaces.scopes.key(address));
    const found = await Promise.all(
      [...spaces.all].map(async ({ replica: { store } }) =>
        (await store.affected(keys)).flatMap((key) => {
          const instance = spaces.scopes.instance(key);
          return instance === undefined ? [] : [{ space: store.space, ...instance }];
        })
      ),
    );
    return found.flat();
  }

  /** Whether two values are the same place; the `equals` of pattern code. */
  equals(a: unknown, b: unknown): boolean {
    return equalReferences({ host: this.#cellHost, tx: undefined }, a, b);
  }

  /** No queued event, no runnable demanded node, no start in progress. */
  async idle(): Promise<void> {
    const { scheduler } = this.#core;
    for (;;) {
      if (this.#queue.draining !== undefined) await this.#queue.draining;
      else if (!scheduler.isIdle) await scheduler.step();
      else if (this.#starter.hasPending) await Promise.allSettled(this.#starter.pending);
      else return;
    }
  }

  /** Idle, and commits confirmed, and tracked work done. @throws {SettleTimeoutError} */
  async settled(options: { timeoutMs?: number } = {}): Promise<void> {
    const { timeoutMs } = options;
    if (timeoutMs === undefined) return await this.#settle();
    let cancel: Cancel = () => {};
    const timeout = new Promise<never>((_, reject) => {
      const fail = () => reject(new SettleTimeoutError(timeoutMs));
      cancel = this.#core.ports.setTimer(timeoutMs, fail);
    });
    await Promise.race([this.#settle(), timeout]).finally(() => cancel());
  }

  /** Idle, and the commits of it confirmed; asynchronous built-ins may still be under way. */
  async synced(): Promise<void> {
    await this.idle();
    await this.#core.spaces.confirmed();
  }

  /** Keeps up to date what the computation behind `cell` reads; its code does not run for it. */
  demandInputsOf(cell: Cell): Cancel {
    const reader = makeReader(this.#cellHost, undefined, false);
    const { address } = resolve(reader, cell.getAsNormalizedFullLink(), "all");
    return demandInputs(this.#core, address);
  }

  snapshot(): SchedulerSnapshot {
    return takeSnapshot(this.#core.scheduler, {
      queuedEvents: this.#queue.length,
      pendingCommits: this.#core.spaces.pendingCommits,
    }, (piece) => this.#core.pieces.get(piece)?.parent?.link);
  }

  counters(): Readonly<Counters> {
    return copyCounters(this.#core.counters);
  }

  onError(fn: (error: RuntimeError) => void): Cancel {
    this.#listeners.add(fn);
    return () => void this.#listeners.delete(fn);
  }

  /** Stops everything, waits for commits up to the deadline, closes the stores. Idempotent. */
  dispose(options: { deadlineMs?: number } = {}): Promise<void> {
    return this.#disposed ??= this.#dispose(options.deadlineMs ?? DISPOSE_DEADLINE_MS);
  }

  async #dispose(deadlineMs: number): Promise<void> {
    this.#queue.clear(new Error("The runtime was disposed"));
    const { observer } = this.#core;
    observer?.sweep();
    for (const piece of [...this.#core.pieces.all]) this.#core.pieces.stop(piece);
    this.#starter.dispose();
    this.#core.scheduler.dispose();
    this.#cancelChanges();
    await shutDown({
      ports: this.#core.ports,
      kinds: this.#kindsOfWork(),
      deadlineMs,
      close: async () => {
        await observer?.flush();
        await this.#core.spaces.close();
      },
      report: (error) => {
        const kind = error instanceof DisposeTimeoutError ? "budget" : "store";
        this.#report(error, { kind });
      },
    });
    observer?.close();
  }

  #kindsOfWork(): PendingWork[] {
    const { spaces, setup: { source } } = this.#core;
    const all = (work: Iterable<Promise<unknown>>) => Promise.allSettled(work);
    const queue = this.#queue;
    return [
      {
        name: "events",
        count: () => queue.draining === undefined ? 0 : 1,
        settled: () => Promise.resolve(queue.draining),
      },
      {
        name: "starts and swaps",
        count: () => [...this.#starter.pending].length,
        settled: () => all(this.#starter.pending),
      },
      { name: "actions", count: () => this.#work.size, settled: () => all(this.#work) },
      {
        name: "commits",
        count: () => spaces.pendingCommits,
        settled: () => spaces.allCommitted(),
      },
      {
        name: "compiles, loads and write-backs",
        count: () => source.hasPendingPatternWork?.() === true ? 1 : 0,
        settled: async () => await source.pendingPatternWorkSettled?.(),
      },
    ];
  }

  #makeObserver(options: PieceRuntimeOptions, sha256: Sha256): Observer | undefined {
    if (options.observations === false) return undefined;
    return new Observer({
      sha256,
      fingerprints: options.fingerprints ?? (() => ({ host: undefined, sched: undefined })),
      spaces: () => this.#core.spaces,
      setTimer: options.ports.setTimer,
      events: options.events,
      hasAction: (piece, action, kind) => this.#core.pieces.hasAction(piece, action, kind),
    });
  }

  async #settle(): Promise<void> {
    const { source } = this.#core.setup;
    do {
      await this.idle();
      await this.#core.spaces.allCommitted();
      await Promise.all(this.#work);
      await source.pendingPatternWorkSettled?.();
    } while (this.#work.size > 0 || !this.#core.scheduler.isIdle || this.#queue.length > 0);
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

  #cell<T>(address: Address, schema: JSONSchema | undefined, tx: Transaction | undefined): Cell<T> {
    return hostCell<T>(this.#cellHost, address, {
      schema,
      tx: tx as RunnerTransaction | undefined,
    });
  }

  #enqueue(sends: readonly PendingSend[], origin: string): void {
    sends.forEach(({ stream, event, isRendered = false }, ordinal) => {
      const isHost = origin === "host";
      const from = isHost ? `host:${++this.#ingressCount}` : origin;
      const id = eventId(this.#core, { origin: from, stream, ordinal });
      try {
        const settle = () => {};
        this.#queue.push({ id, stream, payload: event, isIngress: false, isRendered, settle });
      } catch (error) {
        // The commit that released the event is done; only this event is lost, and reported.
        this.#report(error, { kind: "handler" });
      }
    });
  }

  #dispatch(stream: Address, payload: unknown): Promise<EventOutcome> {
    const origin = `host:${++this.#ingressCount}`;
    const id = eventId(this.#core, { origin, stream, ordinal: 0 });
    return new Promise((settle) => {
      this.#queue.push({ id, stream, payload, isIngress: false, isRendered: false, settle });
    });
  }

  #track(work: Promise<unknown>, context: ErrorContext): void {
    const done: Promise<void> = work.then(() => {}, (error) => this.#report(error, context))
      .then(() => void this.#work.delete(done));
    this.#work.add(done);
  }

  #report(error: unknown, context: ErrorContext): void {
    const { kind, piece, action, implementation } = context;
    const facts = {
      kind,
      piece: piece?.link,
      action,
      patternIdentity: piece?.ref,
      implementation,
    };
    const record = runtimeError(error, facts, this.#mapError);
    // An error that nobody listens for is still shown to whoever runs the process.
    if (this.#listeners.size === 0) console.error(`${record.name}: ${record.message}`);
    for (const listener of [...this.#listeners]) listener(record);
  }
}

function requirePattern(pattern: unknown): PatternValue {
  if (!isPattern(pattern)) throw new TypeError("Not a pattern: pass what pattern() returned");
  return pattern;
}

function addressOfCell(cell: Cell): Address {
  const { space, scope, id, path } = cell.getAsNormalizedFullLink();
  return { space, scope, id, path };
}

function refuseMissingParts(options: PieceRuntimeOptions): void {
  if (options.cfcMode !== "disabled") {
    throw new Error(
      'cfcMode "enforce" is not available: integrity labels are missing. Pass cfcMode: "disabled".',
    );
  }
  if (options.attestation !== undefined && options.attestation !== "none") {
    throw new Error(
      'Attestation keys are not available: attestation is missing. Pass attestation: "none".',
    );
  }
}

/** Whether a place is a member of the `props` of a node of a rendered tree. */
function isInRenderedTree(reader: Reader, { path, ...document }: Address): boolean {
  if (path.at(-2) !== "props") return false;
  return isRenderedNode(resolve(reader, { ...document, path: path.slice(0, -2) }, "all").node);
}
