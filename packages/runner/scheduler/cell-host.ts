/** What cells need of their runtime: the running action, events, sinks and pulls. */
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
import type { Address, Cell } from "../types.ts";
import type { RunOutcome } from "./node.ts";
import type { Scheduler } from "./scheduler.ts";

export interface CellHostOptions {
  readonly spaces: SpaceTable;
  readonly scheduler: () => Scheduler;
  /** The stored form of an artifact that running code writes. */
  readonly artifact: (value: object, action: RunningAction) => unknown;
  /** Queues an event of host code. */
  readonly enqueue: (send: PendingSend, origin: string) => void;
  readonly report: (error: unknown) => void;
  readonly warn: (code: string, text: string) => void;
  readonly track: (work: Promise<unknown>) => void;
}

export class RuntimeCellHost implements CellHost {
  readonly spaces: SpaceTable;
  readonly views: ViewCache = new ViewCache();
  readonly handles: HandleMakers;
  readonly #options: CellHostOptions;
  readonly #reportedCycles = new Set<string>();

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

  reportLinkCycle(address: Address): void {
    const key = addressKey(address);
    if (this.#reportedCycles.has(key)) return;
    this.#reportedCycles.add(key);
    this.#options.report(new LinkCycleError(address));
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
    return this.#watch("sink", () => this.#readProbe(cell), fn);
  }

  sinkMeta(cell: Cell, field: string, fn: (value: unknown) => void): Cancel {
    return this.#watch("sinkMeta", () => {
      let value: unknown;
      const outcome = this.#probe((tx) => value = cell.withTx(tx).getMetaRaw(field));
      return { outcome, value };
    }, (value) => fn(value));
  }

  async pull(cell: Cell): Promise<unknown> {
    let value: unknown;
    await this.#options.scheduler().settle("pull", () => {
      const probe = this.#readProbe(cell);
      value = probe.value;
      return probe.outcome;
    });
    return value;
  }

  #watch(
    name: string,
    read: () => { outcome: RunOutcome; value: unknown },
    fn: (value: unknown) => void | Cancel,
  ): Cancel {
    let latest: unknown;
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
      read: () => {
        const { outcome, value } = read();
        latest = value;
        return outcome;
      },
      settle: () => {
        if (shown !== undefined && Object.is(shown.value, latest)) return;
        shown = { value: latest };
        guarded(() => {
          cleanUp?.();
          cleanUp = undefined;
          cleanUp = fn(latest);
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
  #readProbe(cell: Cell): { outcome: RunOutcome; value: unknown } {
    const state = handleState(cell);
    if (state === undefined) throw new TypeError("Cannot read a value that is not a cell");
    let value: unknown;
    const outcome = this.#probe((tx) => {
      const reader = makeReader(this, tx, true);
      const handles = this.handles.maker(state.face, state.tx);
      value = readThrough(reader, this.views, handles, state.place.address(), state.schema);
    });
    return { outcome, value };
  }

  #probe(read: (tx: RunnerTransaction) => void): RunOutcome {
    const tx = new RunnerTransaction(this.spaces, { onMissing: "suspend" });
    try {
      read(tx);
    } catch (error) {
      if (!tx.isSuspended) this.#options.report(error);
    }
    const { readLog: reads, missing, isSuspended } = tx;
    tx.abort();
    return isSuspended
      ? { kind: "suspended", reads, ready: this.spaces.load(missing) }
      : { kind: "done", reads, writes: [] };
  }

  #action(): RunningAction | undefined {
    const action = runningAction();
    return action instanceof RunningAction && action.tx.spaces === this.spaces ? action : undefined;
  }
}
