/**
 * One headless run of a piece: open, demand the whole result, settle, do the steps, tear down. It runs
 * in the process of the command or in an isolate; whoever starts it takes the entries.
 */
import { copyCounters, type Counters, makeCounters } from "@commonfabric/contract";
import {
  type Cell,
  messageOf,
  Runtime,
  type RuntimeError,
  type RuntimeOptions,
  textOf,
} from "@commonfabric/runner";
import type { SpaceStores } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import type { EventStep } from "../events/events-file.ts";
import { StageClock } from "../output/timings.ts";
import { stageTimesInto } from "../program/stage-times.ts";
import { storeErrorIn } from "../store/open-space.ts";
import { cellValueToJson, WHOLE_DEPTH } from "./cell-values.ts";
import type { OpenedPiece } from "./open-piece.ts";
import { renderedTree } from "./rendered-tree.ts";
import type { RunEntry } from "./run-record.ts";
import { runStep, settle } from "./run-steps.ts";
import {
  commandErrorShape,
  type RuntimeErrorShape,
  runtimeErrorShape,
} from "./runtime-error-shape.ts";
import { showNavigation } from "./show-navigation.ts";
import { pullShown } from "./shown-value.ts";
import { interruptible, type SetTimer, within } from "./time-limit.ts";

/** What a run does with its piece. */
export interface DriveOptions {
  readonly steps: readonly EventStep[];
  readonly timeoutMs: number;
  readonly trace: boolean;
  readonly view: boolean;
  readonly keepAlive: boolean;
}

/** What a piece is opened with. */
export interface OpeningParts {
  readonly runtime: Runtime;
  readonly clock: StageClock;
  readonly counters: Counters;
}

export interface DriveSetting {
  readonly stores: SpaceStores;
  readonly space: string;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  readonly setTimer: SetTimer;
  /** How the runtime is made beyond what every run asks for. */
  readonly runtime: Partial<RuntimeOptions>;
  /** Opens the piece; `undefined` after entries that say why it cannot. */
  readonly open: (parts: OpeningParts) => Promise<OpenedPiece | undefined>;
  readonly add: (entry: RunEntry) => void;
}

const DISPOSE_DEADLINE_MS = 10_000;

/** @throws {CommandError} and what a store file is refused for; the rest are entries */
export async function drivePiece(options: DriveOptions, setting: DriveSetting): Promise<void> {
  await new Drive(options, setting).run();
}

class Drive {
  readonly #options: DriveOptions;
  readonly #setting: DriveSetting;
  readonly #clock: StageClock;
  readonly #counters = makeCounters();
  readonly #runtime: Runtime;
  readonly #reported: RuntimeError[] = [];
  #isOverdue = false;

  constructor(options: DriveOptions, setting: DriveSetting) {
    this.#options = options;
    this.#setting = setting;
    this.#clock = new StageClock(setting.nowMs);
    const { add, runtime: { ports, ...more } } = setting;
    this.#runtime = new Runtime({
      ...more,
      stores: setting.stores,
      counters: this.#counters,
      ports: { navigate: showNavigation((text) => add({ kind: "hint", text })), ...ports },
      console: (level, text) => add({ kind: "console", line: { level, text, source: null } }),
    });
    const { events } = this.#runtime.patterns;
    events.subscribe(stageTimesInto(this.#clock));
    // Kept where they are asked for: a run may go on for days.
    if (options.trace) events.subscribe((event) => add({ kind: "trace", event }));
    this.#runtime.onError((error) => {
      this.#reported.push(error);
      this.#report(runtimeErrorShape(error));
    });
  }

  async run(): Promise<void> {
    try {
      await this.#runtime.openSpace(this.#setting.space);
      const opened = await this.#setting.open({
        runtime: this.#runtime,
        clock: this.#clock,
        counters: this.#counters,
      });
      if (opened !== undefined) await this.#drive(opened);
    } catch (error) {
      if (error instanceof CommandError || storeErrorIn(error) !== undefined) throw error;
      this.#report(commandErrorShape("load", asError(error)));
    } finally {
      await this.#tearDown();
    }
    const costs = { counters: copyCounters(this.#counters), timings: this.#clock.timings() };
    this.#setting.add({ kind: "costs", costs });
  }

  #report(error: RuntimeErrorShape): void {
    if (error.kind === "budget") this.#isOverdue = true;
    this.#setting.add({ kind: "error", error });
  }

  async #drive({ result, pattern, resumed }: OpenedPiece): Promise<void> {
    const { timeoutMs, steps } = this.#options;
    const { signal, nowMs, setTimer, add } = this.#setting;
    const piece = formatAddress(result.getAsNormalizedFullLink());
    add({ kind: "opened", opened: { pattern, piece, resumed } });
    const report = (error: RuntimeErrorShape) => this.#report(error);
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
          nowMs,
          setTimer,
          reported: this.#reported,
          report,
        });
        const done = await interruptible(work, signal);
        if (done !== undefined) add({ kind: "step", step: done });
      }
      if (signal.aborted) return;
      await this.#readEnd(result);
      if (this.#options.keepAlive) await this.#keepAlive(result, piece);
    } finally {
      cancel();
    }
  }

  /** Reacts to what others commit until an interrupt, which ends such a run as it is meant to. */
  async #keepAlive(result: Cell, piece: string): Promise<void> {
    const { signal, add } = this.#setting;
    add({ kind: "hint", text: `running ${piece}; interrupt to end` });
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    add({ kind: "kept" });
    await this.#readEnd(result);
  }

  async #readEnd(result: Cell): Promise<void> {
    const limit = { ms: this.#options.timeoutMs, setTimer: this.#setting.setTimer };
    const read = async (cell: Cell, depth?: number): Promise<unknown> =>
      cellValueToJson(await within(pullShown(cell), "Reading the result", limit), cell, depth);
    const { add } = this.#setting;
    add({ kind: "end", end: { result: await read(result) } });
    if (this.#options.view) {
      add({ kind: "end", end: { view: await read(renderedTree(result), WHOLE_DEPTH) } });
    }
    const argument = argumentOf(result, this.#runtime);
    if (argument !== undefined) add({ kind: "end", end: { argument: await read(argument) } });
  }

  async #tearDown(): Promise<void> {
    // What used up its time once is not waited for a second time.
    const deadlineMs = Math.min(
      DISPOSE_DEADLINE_MS,
      this.#isOverdue ? this.#options.timeoutMs : Infinity,
    );
    await this.#runtime.dispose({ deadlineMs });
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
  const name = error instanceof Error ? textOf(error, "name") : undefined;
  return { name: name ?? "Error", message: messageOf(error) };
}
