/**
 * A run in an isolate: a process without permissions runs what was prepared here, and tells what
 * happens. What it tells is checked, and becomes the document of the run.
 */
import { LIMITS, makeCounters } from "@commonfabric/contract";
import {
  ExecutionBudgetError,
  IsolateEndError,
  IsolateFailure,
  isolatePowers,
  IsolateProtocolError,
  runIsolate,
} from "@commonfabric/isolate";
import { readToolchain, type Toolchain } from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import type { VerbContext } from "../command/verb.ts";
import { StageClock, type Timings } from "../output/timings.ts";
import {
  entryTold,
  isIsolatedResult,
  type IsolatedJob,
  type IsolatedResult,
  type ToolchainData,
} from "./isolated-job.ts";
import type { DriveOptions } from "./drive-piece.ts";
import { prepareIsolated } from "./prepare-isolated.ts";
import { printable } from "./print-findings.ts";
import { documentOf } from "./run-document.ts";
import type { IsolateLimits, RunOptions } from "./run-options.ts";
import type { ReportedRun, RunSetting } from "./run-piece.ts";
import { RunRecord } from "./run-record.ts";
import { commandErrorShape, type RuntimeErrorShape } from "./runtime-error-shape.ts";
import { storedDigest } from "./state-digest.ts";

const ISOLATE_FILE: URL = new URL("./isolate-main-powers.ts", import.meta.url);

/** @throws {CommandError} @throws what a store file is refused for */
export async function runIsolated(
  options: RunOptions,
  limits: IsolateLimits,
  setting: RunSetting,
  context: VerbContext,
): Promise<ReportedRun> {
  const { stores, space } = setting;
  const command = context.powers.denoCommand();
  if (command === undefined) {
    throw new CommandError(
      "--isolate: this process may not start others: run cf with --allow-run=deno",
    );
  }
  const record = new RunRecord((text) => context.printer.hint(text));
  const toolchain = readToolchain();
  const clock = new StageClock(context.powers.nowMs);
  const counters = makeCounters();
  const preparation = { toolchain, clock, record, counters };
  const { target, found } = await prepareIsolated(options, setting, context, preparation);
  if (target !== undefined) {
    const job = { space, target, options: driveOptions(options), toolchain: dataOf(toolchain) };
    await runJob(job, { options, limits, setting, command, record });
  }
  const report = documentOf(
    record,
    {
      main: found.main,
      entryIdentity: found.entryIdentity,
      counters: record.countersWith(counters),
      timings: together(clock.timings(), record.costs?.timings),
      stateDigest: await storedDigest(stores, space, record.opened?.piece),
    },
    options,
    setting,
  );
  return { report, textOf: found.textOf };
}

async function runJob(
  job: IsolatedJob,
  { options, limits, setting, command, record }: {
    readonly options: RunOptions;
    readonly limits: IsolateLimits;
    readonly setting: RunSetting;
    readonly command: string;
    readonly record: RunRecord;
  },
): Promise<void> {
  const store = await setting.stores(job.space);
  try {
    const result = await runIsolate({
      file: ISOLATE_FILE,
      job,
      spaces: new Map([[job.space, store]]),
      ...(options.network === undefined ? {} : { fetch: options.network }),
      budget: { ...limits, ...runLimit(options, limits) },
      onTold: (told) => {
        const entry = entryTold(told);
        if (entry === undefined) throw new IsolateProtocolError("it told something malformed");
        record.add(entry.kind === "hint" ? { ...entry, text: printable(entry.text) } : entry);
      },
      signal: setting.signal,
      powers: isolatePowers(command),
    });
    if (!isIsolatedResult(result)) throw new IsolateProtocolError("its result is malformed");
    const ended = result as IsolatedResult;
    if (!ended.done) throw new CommandError(ended.message, ended.exitCode);
  } catch (error) {
    const shape = isolateErrorShape(error, record);
    if (shape === undefined) throw error;
    record.add({ kind: "error", error: shape });
  } finally {
    await store.close();
  }
}

/** The whole run has an end as well, unless it is meant to go on. */
function runLimit(
  { keepAlive, steps, timeoutMs }: RunOptions,
  { turnMs }: IsolateLimits,
): { readonly runMs?: number } {
  if (keepAlive) return {};
  // Each of these waits at most twice for `timeoutMs`: opening, settling and reading, then the steps.
  const waits = steps.reduce(
    (sum, { events, expect }) => sum + events.length + expect.length + 1,
    5,
  );
  return { runMs: LIMITS.isolateStartMs + waits * 2 * (timeoutMs + turnMs) };
}

function isolateErrorShape(error: unknown, { opened }: RunRecord): RuntimeErrorShape | undefined {
  if (error instanceof ExecutionBudgetError) {
    const source = error.running?.source ?? null;
    return { ...commandErrorShape("budget", error), piece: opened?.piece ?? null, source };
  }
  if (error instanceof IsolateFailure) return commandErrorShape("load", error.failure);
  if (error instanceof IsolateEndError || error instanceof IsolateProtocolError) {
    return commandErrorShape("load", error);
  }
  return undefined;
}

function driveOptions({ steps, timeoutMs, trace, view, keepAlive }: RunOptions): DriveOptions {
  return { steps, timeoutMs, trace, view, keepAlive };
}

function dataOf({ runtimeVersion, verifierVersion, fingerprints }: Toolchain): ToolchainData {
  const { host, sched } = fingerprints?.() ?? { host: undefined, sched: undefined };
  return { runtimeVersion, verifierVersion, host, sched };
}

/** The times of a stage in both processes; the total is that of the command. */
function together(ours: Timings, theirs: Timings | undefined): Timings {
  if (theirs === undefined) return ours;
  const stages = Object.entries(ours).map(([stage, ms]: [string, number | null]) => {
    const more = theirs[stage as keyof Timings];
    return [stage, stage === "total" || more === null ? ms : (ms ?? 0) + more];
  });
  return Object.fromEntries(stages) as unknown as Timings;
}
