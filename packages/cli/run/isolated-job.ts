/**
 * What the command and an isolate that runs a piece for it say to each other. What the isolate tells is
 * checked member by member: nobody trusts it.
 */
import { LIMITS, makeCounters } from "@commonfabric/contract";
import {
  anything,
  either,
  exactly,
  type Guard,
  isBoolean,
  isCount,
  isFiniteNumber,
  isObject,
  listOf,
  record,
  text,
} from "@commonfabric/isolate";
import type { DriveOptions } from "./drive-piece.ts";
import type { GivenArgument, PatternPointer } from "./open-piece.ts";
import type { RunEntry } from "./run-record.ts";

/** The piece of an isolated run: one that is stored, or that of a pattern that is. */
export type IsolatedTarget =
  | { readonly kind: "piece"; readonly id: string; readonly argument?: GivenArgument }
  | {
    readonly kind: "pattern";
    readonly pattern: PatternPointer;
    readonly cause: unknown;
    readonly name?: string;
    readonly argument?: GivenArgument;
  };

/** Versions of the installation: an isolate cannot read the files that they are computed from. */
export interface ToolchainData {
  readonly runtimeVersion: string | undefined;
  readonly verifierVersion: string;
  readonly host: string | undefined;
  readonly sched: string | undefined;
}

export interface IsolatedJob {
  readonly space: string;
  readonly target: IsolatedTarget;
  readonly options: DriveOptions;
  readonly toolchain: ToolchainData;
}

/** The result of the isolate: done, or an error that ends the command. */
export type IsolatedResult =
  | { readonly done: true }
  | { readonly done: false; readonly message: string; readonly exitCode: number };

export const isIsolatedResult: Guard = either(
  record({ done: exactly(true) }),
  record({ done: exactly(false), message: text(100_000), exitCode: exactly(1, 2) }),
);

const LONG = text(1_000_000);
const SHORT = text(4_096);
const orNull = (guard: Guard): Guard => either(exactly(null), guard);

const isError = record({
  message: LONG,
  name: SHORT,
  kind: exactly("load", "action", "handler", "capability", "nonIdempotent", "budget", "store"),
  piece: orNull(SHORT),
  action: orNull(SHORT),
  source: orNull(SHORT),
  stack: listOf(text(100_000), 1_000),
});

const isStep = record({
  index: isCount,
  label: orNull(LONG),
  ok: isBoolean,
  durationMs: isFiniteNumber,
  events: listOf(
    record({ stream: LONG, ok: isBoolean, attempts: isCount, error: orNull(isError) }),
    100_000,
  ),
  expectations: listOf(
    record({ path: LONG, ok: isBoolean, expected: isJson, actual: isJson }),
    100_000,
  ),
});

const isPosition = orNull(isCount);

const isDiagnostic = record({
  severity: exactly("error", "warning", "info"),
  phase: exactly("evaluate", "instantiate"),
  code: SHORT,
  message: LONG,
  file: orNull(SHORT),
  line: isPosition,
  column: isPosition,
  offset: isPosition,
  length: isPosition,
  notes: listOf(anything, 0),
  fixes: listOf(anything, 0),
  emitted: exactly(null),
});

const TIMES = [
  "resolve",
  "identity",
  "cacheRead",
  "compile",
  "verify",
  "evaluate",
  "instantiate",
  "writeBack",
];

const isTimings = record({
  total: isFiniteNumber,
  ...Object.fromEntries(TIMES.map((stage) => [stage, orNull(isFiniteNumber)])),
});

const GUARDS: Readonly<Record<RunEntry["kind"], Guard>> = {
  diagnostics: record({
    kind: anything,
    diagnostics: listOf(isDiagnostic, LIMITS.reportedDiagnostics),
  }),
  opened: record({
    kind: anything,
    opened: record({
      pattern: orNull(record({ identity: text(43), symbol: text(LIMITS.symbolLength) })),
      piece: SHORT,
      resumed: isBoolean,
    }),
  }),
  console: record({
    kind: anything,
    line: record({ level: text(32), text: text(100_000), source: exactly(null) }),
  }),
  error: record({ kind: anything, error: isError }),
  step: record({ kind: anything, step: isStep }),
  // The events of its pattern manager are not asked for.
  trace: () => false,
  hint: record({ kind: anything, text: text(100_000) }),
  end: record({
    kind: anything,
    end: record({}, { argument: isJson, result: isJson, view: isJson }),
  }),
  kept: record({ kind: anything }),
  costs: record({
    kind: anything,
    costs: record({ counters: isLike(makeCounters()), timings: isTimings }),
  }),
};

/** `told` as an entry of a run; `undefined` for anything else. */
export function entryTold(told: unknown): RunEntry | undefined {
  if (!isObject(told) || typeof told["kind"] !== "string") return undefined;
  if (!Object.hasOwn(GUARDS, told["kind"])) return undefined;
  const isEntry = GUARDS[told["kind"] as RunEntry["kind"]];
  return isEntry(told) ? told as unknown as RunEntry : undefined;
}

/** JSON data; the codec has bounded its depth. */
function isJson(value: unknown): boolean {
  const stack = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (next === null || ["string", "boolean"].includes(typeof next)) continue;
    if (typeof next === "number" && Number.isFinite(next)) continue;
    if (!Array.isArray(next) && !isObject(next)) return false;
    stack.push(...Object.values(next));
  }
  return true;
}

/** An object with the members of `model`, at every depth, all of them counts. */
function isLike(model: object): Guard {
  return record(Object.fromEntries(
    Object.entries(model).map(([name, value]) => [
      name,
      typeof value === "object" ? isLike(value as object) : isCount,
    ]),
  ));
}
