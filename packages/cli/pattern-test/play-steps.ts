/** Plays the steps of one running test, one after another. */
import type { Cell } from "@commonfabric/runner";
import { isStream } from "../run/cell-values.ts";
import { rounded } from "../output/timings.ts";
import { pause, type TimeLimit, TimeLimitError, within } from "../run/time-limit.ts";
import { commandErrorShape, type RuntimeErrorShape } from "../run/runtime-error-shape.ts";
import { type AssertionRecord, assertionRecord } from "./assertion-record.ts";
import { NotQuietError, quiesce } from "./quiesce.ts";
import { demandUpcoming, eventOf, readSteps, type TestStep } from "./read-steps.ts";
import type { TestStepReport } from "./test-report.ts";
import type { TestSession } from "./test-session.ts";

/** Further looks at an assertion that is false right after an action. */
const MAX_RETRIES = 3;

const TREE = { $ref: "https://commonfabric.org/schemas/vnode.json" } as const;

export interface PlaySetting {
  readonly session: TestSession;
  readonly result: Cell;
  readonly limit: TimeLimit;
  readonly nowMs: () => number;
  /** Barriers of a multi-user run; steps `label` and `await` are inert without. */
  readonly barriers?: Barriers;
  /** Put before the names of steps. */
  readonly prefix?: string;
  readonly onStep?: (report: TestStepReport) => void;
}

/** What `label` and `await` do in a run with several participants. */
export interface Barriers {
  /** Says which labels the steps of this participant have. */
  declare(labels: readonly unknown[]): void;
  reach(label: unknown): void;
  /** Resolves when the label was reached. @throws {Error} when nobody is left to reach it */
  wait(label: unknown): Promise<void>;
}

type Outcome = Pick<TestStepReport, "status" | "source" | "parts" | "error"> & {
  /** The state is not known any more: nothing after it can be judged. */
  readonly isEnd?: boolean;
};

const PASSED: Outcome = { status: "passed", source: null, parts: [], error: null };

/** Plays the test at `result`. What goes wrong in a step is in its report. @throws {StepShapeError} */
export async function playSteps(setting: PlaySetting): Promise<readonly TestStepReport[]> {
  const { session, result, limit, nowMs, prefix = "" } = setting;
  const steps = await readSteps(result, limit);
  setting.barriers?.declare(await labelsOf(steps));
  await settleFor(setting, steps, 0, "Settling before the steps");
  session.beginSteps();
  const reports: TestStepReport[] = [];
  let isOver = false;
  for (const [at, step] of steps.entries()) {
    const startedMs = nowMs();
    const seen = session.errors.length;
    const outcome: Outcome = step.isSkipped || isOver
      ? { ...PASSED, status: "skipped" }
      : await playStep(step, steps, at, setting);
    isOver ||= outcome.isEnd === true;
    const { status, source, parts, error } = outcome;
    const report: TestStepReport = {
      index: step.index,
      kind: step.kind,
      name: prefix + step.name,
      after: step.after === null ? null : prefix + step.after,
      status,
      source,
      parts,
      error: error ?? session.errors[seen] ?? null,
      durationMs: rounded(nowMs() - startedMs),
    };
    reports.push(report);
    setting.onStep?.(report);
  }
  return reports;
}

async function labelsOf(steps: readonly TestStep[]): Promise<unknown[]> {
  const labels = steps.filter(({ kind, isSkipped }) => kind === "label" && !isSkipped);
  return await Promise.all(labels.map(({ target }) => target.asSchema(true).pull()));
}

async function playStep(
  step: TestStep,
  steps: readonly TestStep[],
  at: number,
  setting: PlaySetting,
): Promise<Outcome> {
  try {
    switch (step.kind) {
      case "assertion":
        return await playAssertion(step, setting);
      case "action":
        return await playAction(step, steps, at, setting);
      case "settle":
        await settleFor(setting, steps, at + 1, "Settling");
        return PASSED;
      case "render":
        return await playRender(step, setting);
      case "label":
        setting.barriers?.reach(await step.target.asSchema(true).pull());
        return PASSED;
      case "await":
        if (setting.barriers === undefined) return PASSED;
        await setting.barriers.wait(await step.target.asSchema(true).pull());
        await within(quiesce(setting.session.runtime, setting.limit.setTimer), "Catching up", {
          ...setting.limit,
        });
        return PASSED;
      default:
        return step.kind satisfies never;
    }
  } catch (error) {
    const kind = error instanceof TimeLimitError || error instanceof NotQuietError
      ? "budget"
      : "handler";
    return failed(kind, error, step.kind === "action" || step.kind === "await");
  }
}

function failed(kind: RuntimeErrorShape["kind"], error: unknown, isEnd = false): Outcome {
  const known = error instanceof Error ? error : new Error(String(error));
  return { ...PASSED, status: "failed", error: commandErrorShape(kind, known), isEnd };
}

/** Scheduler, storage and asynchronous built-ins at rest, with demand for what comes next. */
async function settleFor(
  { session, limit }: PlaySetting,
  steps: readonly TestStep[],
  from: number,
  what: string,
): Promise<void> {
  const cancel = demandUpcoming(session.runtime, steps, from);
  try {
    await within(session.runtime.settled(), what, limit);
  } finally {
    cancel();
  }
}

async function playAssertion(step: TestStep, setting: PlaySetting): Promise<Outcome> {
  const { session, limit } = setting;
  let record: AssertionRecord | undefined;
  const retries = step.after === null && setting.barriers === undefined ? 0 : MAX_RETRIES;
  for (let retry = 0; retry <= retries; retry++) {
    if (retry > 0) {
      await pause(0, limit.setTimer);
      await within(session.runtime.settled(), "Settling", limit).catch(ignoreTimeLimit);
    }
    const pulled = step.target.asSchema(true).pull();
    record = assertionRecord(await within(pulled, "The assertion", limit));
    if (record?.ok === true) break;
  }
  if (record === undefined) {
    const message = "the assertion gives no record: use assert(() => condition), and see whether " +
      "the condition throws";
    return failed("action", Object.assign(new Error(message), { name: "NoRecordError" }));
  }
  const { ok, source, parts } = record;
  return { status: ok ? "passed" : "failed", source, parts, error: null };
}

/** Work that goes on is not a reason to look no further. */
function ignoreTimeLimit(error: unknown): void {
  if (!(error instanceof TimeLimitError)) throw error;
}

async function playAction(
  step: TestStep,
  steps: readonly TestStep[],
  at: number,
  setting: PlaySetting,
): Promise<Outcome> {
  const { session: { runtime }, limit } = setting;
  if (step.trustedUi !== undefined) {
    const message = "trustedUi: this host has no trusted surfaces, so that no event can carry " +
      "their provenance";
    return failed("handler", Object.assign(new Error(message), { name: "NoTrustedUiError" }));
  }
  const event = await eventOf(step, limit);
  const acted = async (): Promise<boolean> => {
    if (!await leadsToStream(step.target)) return false;
    await runtime.sendEvent(step.target, event);
    const cancel = demandUpcoming(runtime, steps, at + 1);
    try {
      await quiesce(runtime, limit.setTimer);
    } finally {
      cancel();
    }
    return true;
  };
  if (await within(acted(), "The action", limit)) return PASSED;
  const message = "the action is no stream: give a handler, an action() or a path to one";
  return failed("handler", Object.assign(new Error(message), { name: "NoStreamError" }));
}

async function leadsToStream(cell: Cell): Promise<boolean> {
  await cell.asSchema({ asCell: ["stream"] }).pull();
  const target = cell.resolveAsCell();
  await target.sync();
  return isStream(target);
}

/** Materialises a tree as a host that shows it would, for the time of this step. */
async function playRender({ target }: TestStep, { session, limit }: PlaySetting): Promise<Outcome> {
  const tree = target.asSchema(TREE);
  const cancel = tree.sink(() => {});
  try {
    await within(quiesce(session.runtime, limit.setTimer), "Rendering", limit);
  } finally {
    cancel();
  }
  return PASSED;
}
