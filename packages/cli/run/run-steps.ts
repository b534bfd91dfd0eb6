/** The steps of an events file: send, settle, compare. */
import { quote } from "@commonfabric/contract";
import {
  type Cell,
  messageOf,
  type Runtime,
  type RuntimeError,
  textOf,
} from "@commonfabric/runner";
import type { EventStep } from "../events/events-file.ts";
import { meetsExpectation } from "../events/expectation.ts";
import { valueToJson } from "../output/value-json.ts";
import { rounded } from "../output/timings.ts";
import { cellValueToJson, isOpaque, isStream, WHOLE_DEPTH } from "./cell-values.ts";
import { boundCell } from "./rendered-tree.ts";
import { pause, type SetTimer, TimeLimitError, within } from "./time-limit.ts";
import {
  commandErrorShape,
  type RuntimeErrorShape,
  runtimeErrorShape,
} from "./runtime-error-shape.ts";

export interface SentEvent {
  readonly stream: string;
  readonly ok: boolean;
  readonly attempts: number;
  readonly error: RuntimeErrorShape | null;
}

export interface MetExpectation {
  readonly path: string;
  readonly ok: boolean;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface StepReport {
  readonly index: number;
  readonly label: string | null;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly events: readonly SentEvent[];
  readonly expectations: readonly MetExpectation[];
}

export interface StepContext {
  readonly runtime: Runtime;
  readonly result: Cell;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
  readonly setTimer: SetTimer;
  /** Errors that the runtime reported so far. */
  readonly reported: readonly RuntimeError[];
  /** Takes errors that the runtime does not report by itself. */
  readonly report: (error: RuntimeErrorShape) => void;
}

/** Runs one step. `index` is 0-based. Nothing that goes wrong in it is thrown. */
export async function runStep(
  step: EventStep,
  index: number,
  context: StepContext,
): Promise<StepReport> {
  const startedMs = context.nowMs();
  const before = context.reported.length;
  const events: SentEvent[] = [];
  for (const event of step.events) events.push(await sendOne(event, context));
  const settled = await settle(context);
  const expectations: MetExpectation[] = [];
  for (const expectation of step.expect) expectations.push(await meet(expectation, context));
  return {
    index,
    label: step.label,
    ok: settled && context.reported.length === before && events.every(({ ok }) => ok) &&
      expectations.every(({ ok }) => ok),
    durationMs: rounded(context.nowMs() - startedMs),
    events,
    expectations,
  };
}

/** Runs to rest; `false`, and a reported error, when that takes longer than the time-out. */
export async function settle(
  { runtime, timeoutMs, report }: Pick<StepContext, "runtime" | "timeoutMs" | "report">,
): Promise<boolean> {
  try {
    await runtime.settled({ timeoutMs });
    return true;
  } catch (error) {
    report(commandErrorShape("budget", error instanceof Error ? error : asError(error)));
    return false;
  }
}

async function sendOne(
  { stream: path, payload }: EventStep["events"][number],
  context: StepContext,
): Promise<SentEvent> {
  const stream = path.join(".");
  const failed = (attempts: number, error: RuntimeErrorShape): SentEvent => ({
    stream,
    ok: false,
    attempts,
    error,
  });
  let attempts = 0;
  try {
    const limit = { ms: context.timeoutMs, setTimer: context.setTimer };
    const target = await within(targetOf(path, context), "Reading the result", limit);
    if (target === undefined) {
      const message = `no stream or cell at ${quote(stream)} of the result`;
      const error = commandErrorShape("handler", { name: "NoStreamError", message });
      context.report(error);
      return failed(0, error);
    }
    if (!isStream(target)) {
      await context.runtime.editWithRetry((tx) => {
        attempts++;
        target.withTx(tx).set(payload);
      });
      return { stream, ok: true, attempts, error: null };
    }
    const sent = context.runtime.sendEvent(target, payload);
    const outcome = await within(sent, `The handler of ${quote(stream)}`, limit);
    if (outcome.status !== "failed") {
      return { stream, ok: true, attempts: outcome.attempts, error: null };
    }
    return failed(outcome.attempts, reportedAs(outcome.error, context));
  } catch (error) {
    const kind = error instanceof TimeLimitError ? "budget" : "handler";
    const shape = commandErrorShape(kind, asError(error));
    context.report(shape);
    return failed(attempts, shape);
  }
}

/**
 * The cell at `path` of the result with links followed, or the very cell that a two-way binding of
 * a rendered tree names; `undefined` where nothing is stored.
 */
async function targetOf(path: readonly string[], context: StepContext): Promise<Cell | undefined> {
  const bound = await boundCell(context.result, path);
  if (bound !== undefined) return bound;
  const cell = path.length === 0 ? context.result : context.result.key(...path);
  await cell.pull();
  if (cell.getRaw() === undefined) return undefined;
  const target = cell.resolveAsCell();
  await target.sync();
  return target;
}

/** The record that the runtime made of `error` when it reported it. */
function reportedAs(error: unknown, { reported }: StepContext): RuntimeErrorShape {
  const record = reported.findLast(({ cause }) => cause === error);
  return record === undefined
    ? commandErrorShape("handler", asError(error))
    : runtimeErrorShape(record);
}

const PAUSE_MS = 10;

async function meet(
  { path, value }: EventStep["expect"][number],
  context: StepContext,
): Promise<MetExpectation> {
  const { result, timeoutMs, nowMs, setTimer } = context;
  const cell = path.length === 0 ? result : result.key(...path);
  const deadlineMs = nowMs() + timeoutMs;
  const expected = valueToJson(value, { handle: () => undefined, address: "", depth: WHOLE_DEPTH });
  for (;;) {
    const actual = await valueOf(cell, context);
    const shown = cellValueToJson(actual, cell, WHOLE_DEPTH);
    const ok = (actual === undefined) === (value === undefined) &&
      meetsExpectation(shown, expected);
    if (ok || nowMs() >= deadlineMs) {
      return { path: path.join("."), ok, expected, actual: cellValueToJson(actual, cell) };
    }
    await pause(Math.min(PAUSE_MS, Math.max(1, deadlineMs - nowMs())), setTimer);
  }
}

/** The value of a cell, also where its schema shows patterns nothing of it. */
async function valueOf(cell: Cell, context: StepContext): Promise<unknown> {
  const value = await pullWithin(cell, context);
  return isOpaque(value) ? await pullWithin(cell.asSchema(true), context) : value;
}

/** The value of a cell; what it holds now when it cannot be brought up to date in time. */
async function pullWithin(cell: Cell, { timeoutMs, setTimer }: StepContext): Promise<unknown> {
  try {
    return await within(cell.pull(), "Reading the result", { ms: timeoutMs, setTimer });
  } catch (error) {
    if (error instanceof TimeLimitError) return cell.get();
    throw error;
  }
}

function asError(error: unknown): { name: string; message: string } {
  const name = error instanceof Error ? textOf(error, "name") : undefined;
  return { name: name ?? "Error", message: messageOf(error) };
}
