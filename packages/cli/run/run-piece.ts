/** One headless run: load or resume, demand the whole result, settle, do the steps, tear down. */
import { compareDiagnostics, copyCounters, makeCounters } from "@commonfabric/contract";
import {
  type Cell,
  type LoggedEvent,
  readToolchain,
  Runtime,
  type RuntimeError,
} from "@commonfabric/runner";
import type { SqliteStores } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import type { VerbContext } from "../command/verb.ts";
import { StageClock } from "../output/timings.ts";
import { stageTimesInto } from "../program/stage-times.ts";
import { storeErrorIn } from "../store/open-space.ts";
import { cellValueToJson, WHOLE_DEPTH } from "./cell-values.ts";
import type { OpenedPiece } from "./open-piece.ts";
import { NOTHING, type OpenedTarget, openTarget } from "./open-target.ts";
import { pullShown } from "./shown-value.ts";
import type { RunOptions } from "./run-options.ts";
import { runStep, settle, type StepReport } from "./run-steps.ts";
import {
  commandErrorShape,
  type RuntimeErrorShape,
  runtimeErrorShape,
} from "./runtime-error-shape.ts";
import type { ConsoleLine, RunReport } from "./run-report.ts";
import { renderedTree } from "./rendered-tree.ts";
import { showNavigation } from "./show-navigation.ts";
import { stateDigest } from "./state-digest.ts";
import { interruptible, within } from "./time-limit.ts";

export interface RunSetting {
  readonly stores: SqliteStores;
  readonly space: string;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
}

const DISPOSE_DEADLINE_MS = 10_000;

/** Runs what `options` name. @throws what a store file is refused for */
export async function runPiece(
  options: RunOptions,
  setting: RunSetting,
  context: VerbContext,
): Promise<{ readonly report: RunReport; readonly textOf: (path: string) => string | undefined }> {
  return await new Run(options, setting, context).run();
}

class Run {
  readonly #options: RunOptions;
  readonly #setting: RunSetting;
  readonly #context: VerbContext;
  readonly #clock: StageClock;
  readonly #counters = makeCounters();
  readonly #runtime: Runtime;
  /** Kept where they are asked for: a run may go on for days. */
  readonly #trace: LoggedEvent[] | null;
  readonly #reported: RuntimeError[] = [];
  readonly #errors: RuntimeErrorShape[] = [];
  readonly #console: ConsoleLine[] = [];
  readonly #steps: StepReport[] = [];
  #target: OpenedTarget = NOTHING;
  #argument: unknown = null;
  #result: unknown = null;
  #digest: string | null = null;
  #wasKept = false;
  #view: unknown = null;

  constructor(options: RunOptions, setting: RunSetting, context: VerbContext) {
    this.#options = options;
    this.#setting = setting;
    this.#context = context;
    this.#clock = new StageClock(context.powers.nowMs);
    this.#runtime = new Runtime({
      stores: setting.stores,
      counters: this.#counters,
      toolchain: readToolchain(),
      ports: {
        navigate: showNavigation(context.printer),
        ...(options.network && { fetch: options.network }),
      },
      console: (level, text) => void this.#console.push({ level, text, source: null }),
    });
    this.#trace = options.trace ? [] : null;
    const { events } = this.#runtime.patterns;
    events.subscribe(stageTimesInto(this.#clock));
    events.subscribe((event) => void this.#trace?.push(event));
    this.#runtime.onError((error) => {
      this.#reported.push(error);
      this.#errors.push(runtimeErrorShape(error));
    });
  }

  async run(): Promise<{ report: RunReport; textOf: (path: string) => string | undefined }> {
    try {
      await this.#runtime.openSpace(this.#setting.space);
      this.#target = await openTarget({
        options: this.#options,
        space: this.#setting.space,
        context: this.#context,
        runtime: this.#runtime,
        clock: this.#clock,
        counters: this.#counters,
      });
      const { opened } = this.#target;
      if (opened !== undefined) await this.#drive(opened);
    } catch (error) {
      if (error instanceof CommandError || storeErrorIn(error) !== undefined) throw error;
      this.#errors.push(commandErrorShape("load", asError(error)));
    } finally {
      await this.#tearDown();
    }
    return { report: this.#report(), textOf: this.#target.textOf };
  }

  async #drive({ result }: OpenedPiece): Promise<void> {
    const { powers } = this.#context;
    const { timeoutMs, steps } = this.#options;
    const { signal, stores, space } = this.#setting;
    const report = (error: RuntimeErrorShape) => void this.#errors.push(error);
    // A sink demands the whole result for as long as the run lasts.
    const cancel = result.sink(() => {});
    try {
      await interruptible(settle({ runtime: this.#runtime, timeoutMs, report }), signal);
      for (const [index, step] of steps.entries()) {
        if (signal.aborted) break;
        const work = runStep(step, index, {
          runtime: this.#runtime,
          result,
          timeoutMs,
          nowMs: powers.nowMs,
          setTimer: powers.setTimer,
          reported: this.#reported,
          report,
        });
        const done = await interruptible(work, signal);
        if (done !== undefined) this.#steps.push(done);
      }
      if (signal.aborted) return;
      await this.#readEnd(result);
      if (this.#options.keepAlive) await this.#keepAlive(result);
    } finally {
      cancel();
    }
    const store = await stores.open(space, { mode: "read-only" });
    this.#digest = await stateDigest(store, result.getAsNormalizedFullLink().id);
    await store.close();
  }

  /** Reacts to what others commit until an interrupt, which ends such a run as it is meant to. */
  async #keepAlive(result: Cell): Promise<void> {
    const { printer } = this.#context;
    printer.hint(`running ${formatAddress(result.getAsNormalizedFullLink())}; interrupt to end`);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#setting.signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    this.#wasKept = true;
    await this.#readEnd(result);
  }

  async #readEnd(result: Cell): Promise<void> {
    const limit = { ms: this.#options.timeoutMs, setTimer: this.#context.powers.setTimer };
    const read = async (cell: Cell, depth?: number): Promise<unknown> =>
      cellValueToJson(await within(pullShown(cell), "Reading the result", limit), cell, depth);
    this.#result = await read(result);
    if (this.#options.view) this.#view = await read(renderedTree(result), WHOLE_DEPTH);
    const argument = argumentOf(result, this.#runtime);
    if (argument !== undefined) this.#argument = await read(argument);
  }

  async #tearDown(): Promise<void> {
    // What used up its time once is not waited for a second time.
    const isOverdue = this.#errors.some(({ kind }) => kind === "budget");
    const deadlineMs = Math.min(
      DISPOSE_DEADLINE_MS,
      isOverdue ? this.#options.timeoutMs : Infinity,
    );
    await this.#runtime.dispose({ deadlineMs });
  }

  #report(): RunReport {
    const { target } = this.#options;
    const { space } = this.#setting;
    const { opened, main, entryIdentity } = this.#target;
    const diagnostics = this.#target.diagnostics.toSorted(compareDiagnostics);
    const isClean = !diagnostics.some(({ severity }) => severity === "error");
    return {
      format: "cf.run/1",
      kind: "pattern",
      ok: isClean && (this.#wasKept || !this.#setting.signal.aborted) &&
        this.#errors.length === 0 &&
        this.#steps.every(({ ok }) => ok),
      file: target.kind === "file" ? target.file : null,
      main,
      entryIdentity,
      pattern: opened?.pattern ?? null,
      space,
      piece: opened === undefined ? null : formatAddress(opened.result.getAsNormalizedFullLink()),
      resumed: opened?.resumed ?? false,
      argument: this.#argument,
      result: this.#result,
      steps: this.#steps,
      stateDigest: this.#digest,
      view: this.#view,
      trace: this.#trace,
      errors: this.#errors,
      console: this.#console,
      diagnostics,
      counters: copyCounters(this.#counters),
      timings: this.#clock.timings(),
    };
  }
}

/** The argument cell of a piece, from the link in the meta of its result document. */
function argumentOf(result: Cell, runtime: Runtime): Cell | undefined {
  const link = result.getMetaRaw("argument") as
    | { "/": { "link@1": { id: string; path?: readonly string[] } } }
    | undefined;
  if (link === undefined) return undefined;
  const { id, path = [] } = link["/"]["link@1"];
  const { space } = result.getAsNormalizedFullLink();
  return runtime.getCellFromLink({ "/": { "link@1": { space, id, path } } });
}

function asError(error: unknown): { name: string; message: string } {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: "Error", message: String(error) };
}
