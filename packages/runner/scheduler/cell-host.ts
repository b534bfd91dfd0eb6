/** What cells need of their runtime: the running action, events, sinks and pulls. */
import { BoundedMap } from "@commonfabric/canonical";
import type { Cancel, CommitResult } from "@commonfabric/storage";
import { handleState } from "../cells/handle-state.ts";
import { HandleMakers } from "../cells/handles.ts";
import type { CellHost, ListOperator } from "../cells/host.ts";
import { makeReader } from "../cells/reading.ts";
import { runningAction } from "../builders/builder-host.ts";
import { LinkCycleError } from "../links/resolve.ts";
import { addressKey } from "../links/sigil.ts";
import { RunningAction } from "../pieces/running-action.ts";
import type { PendingSend } from "../pieces/running-pieces.ts";
import { readThrough } from "../schemas/project.ts";
import { ViewCache } from "../schemas/view-cache.ts";
import { commitFailure, NoTransactionError } from "../transactions/errors.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cell, FullLink } from "../types.ts";
import type { RunOutcome } from "./node.ts";
import type { Scheduler } from "./scheduler.ts";

const REMEMBERED_CYCLES = 10_000;

export interface CellHostOptions {
  readonly spaces: SpaceTable;
  readonly scheduler: () => Scheduler;
  /** The stored form of an artifact that running code writes. */
  readonly artifact: (value: object, action: RunningAction) => unknown;
  /** Queues an event of host code. */
  readonly enqueue: (send: PendingSend, origin: string) => void;
  /** `tx` is that of the run in which the error was found. */
  readonly report: (error: unknown, tx?: RunnerTransaction) => void;
  readonly warn: (code: string, text: string) => void;
  readonly track: (work: Promise<unknown>) => void;
}

/** What reading a value for the host gave. */
interface Probe {
  readonly outcome: RunOutcome;
  readonly value?: unknown;
  readonly failure?: { readonly error: unknown } | undefined;
}

export class RuntimeCellHost implements CellHost {
  readonly spaces: SpaceTable;
  readonly views: ViewCache = new ViewCache();
  readonly handles: HandleMakers;
  readonly #options: CellHostOptions;
  readonly #reportedCycles = new BoundedMap<string, true>(REMEMBERED_CYCLES);

  constructor(options: CellHostOptions) {
    this.#options = options;
    this.spaces = options.spaces;
    this.handles = new HandleMakers(this);
  }

  currentTransaction(): RunnerTransaction | undefined {
    return this.#action()?.tx;
  }

  openTransaction(): RunnerTransaction {
    return new RunnerTransaction(this.spaces);
  }

  reportCommit(outcome: Promise<CommitResult>): void {
    this.#options.track(outcome.then((result) => {
      const failure = commitFailure(result, 1);
      if (failure !== undefined) throw failure;
    }));
  }

  reportLinkCycle(address: Address, tx: RunnerTransaction | undefined): void {
    const key = addressKey(address);
    if (this.#reportedCycles.has(key)) return;
    this.#reportedCycles.set(key, true);
    this.#options.report(new LinkCycleError(address), tx);
  }

  warn(code: string, text: string): void {
    this.#options.warn(code, text);
  }

  artifact(value: object): unknown {
    const action = this.#action();
    return action === undefined ? undefined : this.#options.artifact(value, action);
  }

  enqueueEvent(
    stream: Address,
    event: unknown,
    { tx, isRendered }: { tx: RunnerTransaction | undefined; isRendered: boolean },
  ): void {
    const action = this.#action();
    if (action !== undefined) return action.send(stream, event);
    const send: PendingSend = { stream, event, isRendered };
    if (tx === undefined) return this.#options.enqueue(send, "host");
    tx.postCommit(() => this.#options.enqueue(send, tx.id));
  }

  applyToElements(
    operator: ListOperator,
    list: Address,
    inputs: { readonly op: unknown; readonly params: unknown },
  ): object {
    const action = this.#action();
    if (action === undefined) throw new NoTransactionError();
    return action.applyToElements(operator, list, inputs);
  }

  sink(cell: Cell, fn: (value: unknown) => void | Cancel): Cancel {
    return this.#watch("sink", cell, () => this.#readProbe(cell), fn);
  }

  sinkMeta(cell: Cell, field: string, fn: (value: unknown) => void): Cancel {
    const read = () => this.#probe((tx) => cell.withTx(tx).getMetaRaw(field));
    return this.#watch("sinkMeta", cell, read, (value) => fn(value));
  }

  async pull(cell: Cell): Promise<unknown> {
    let value: unknown;
    await this.#options.scheduler().settle("pull", () => {
      const probe = this.#readProbe(cell);
      if (probe.failure !== undefined) throw probe.failure.error;
      value = probe.value;
      return probe.outcome;
    }, documentOf(cell));
    return value;
  }

  #watch(
    name: string,
    cell: Cell,
    read: () => Probe,
    fn: (value: unknown) => void | Cancel,
  ): Cancel {
    let latest: Probe | undefined;
    let shown: { readonly value: unknown } | undefined;
    let cleanUp: void | Cancel;
    const guarded = (body: () => void) => {
      try {
        body();
      } catch (error) {
        this.#options.report(error);
      }
    };
    const cancel = this.#options.scheduler().addEffect({
      name,
      at: documentOf(cell),
      isSink: true,
      read: () => {
        latest = read();
        if (latest.failure !== undefined) this.#options.report(latest.failure.error);
        return latest.outcome;
      },
      settle: () => {
        // What cannot be read is not shown as something else.
        if (latest === undefined || latest.failure !== undefined) return;
        const { value } = latest;
        if (shown !== undefined && Object.is(shown.value, value)) return;
        shown = { value };
        guarded(() => {
          cleanUp?.();
          cleanUp = undefined;
          cleanUp = fn(value);
        });
      },
    });
    return () => {
      cancel();
      guarded(() => cleanUp?.());
      cleanUp = undefined;
    };
  }

  /** Reads through a transaction that is thrown away: its log says what the value depends on. */
  #readProbe(cell: Cell): Probe {
    const state = handleState(cell);
    if (state === undefined) throw new TypeError("Cannot read a value that is not a cell");
    return this.#probe((tx) => {
      const reader = { ...makeReader(this, tx, true), isThorough: true };
      const handles = this.handles.maker(state.face, state.tx);
      return readThrough(reader, this.views, handles, state.place.address(), state.schema);
    });
  }

  #probe(read: (tx: RunnerTransaction) => unknown): Probe {
    const tx = new RunnerTransaction(this.spaces, { onMissing: "suspend" });
    let value: unknown;
    let failure: Probe["failure"];
    try {
      value = read(tx);
    } catch (error) {
      if (!tx.isSuspended) failure = { error };
    }
    const { readLog: reads, missing, isSuspended } = tx;
    tx.abort();
    if (isSuspended) {
      return { outcome: { kind: "suspended", reads, ready: this.spaces.load(missing) } };
    }
    return { outcome: { kind: "done", reads, writes: [] }, value, failure };
  }

  #action(): RunningAction | undefined {
    const action = runningAction();
    return action instanceof RunningAction && action.tx.spaces === this.spaces ? action : undefined;
  }
}

function documentOf(cell: Cell): FullLink {
  const { space, scope, id } = cell.getAsNormalizedFullLink();
  return { space, scope, id, path: [] };
}
