/** What `cf test` says: the document of `--json`, one record a file, one record a step. */
import type { Diagnostic } from "@commonfabric/contract";
import type { RuntimeErrorShape } from "../run/runtime-error-shape.ts";
import type { StepKind } from "./read-steps.ts";

export interface AssertionPart {
  readonly src: string;
  readonly rendered: string;
}

export interface TestStepReport {
  /** 0-based, among the steps of its participant. */
  readonly index: number;
  readonly kind: StepKind;
  /** `assertion_3`: counted per kind; with the participant before it in a multi-user run. */
  readonly name: string;
  /** The action before it, or `null`. */
  readonly after: string | null;
  readonly status: "passed" | "failed" | "skipped";
  /** Source text of an assertion. */
  readonly source: string | null;
  readonly parts: readonly AssertionPart[];
  /** What went wrong; also in a passed step, where errors are allowed. */
  readonly error: RuntimeErrorShape | null;
  readonly durationMs: number;
}

export interface TestFileReport {
  /** As the user typed it, or below the folder that the user typed. */
  readonly file: string;
  readonly entryIdentity: string | null;
  readonly ok: boolean;
  readonly durationMs: number;
  /** Why the file failed, in one line; `null` when it passed. */
  readonly failure: string | null;
  readonly steps: readonly TestStepReport[];
  readonly errors: readonly RuntimeErrorShape[];
  readonly console: readonly { readonly level: string; readonly text: string }[];
  readonly nonIdempotent: readonly { readonly action: string; readonly source: string | null }[];
  /** Addresses of what was navigated to, in order. */
  readonly navigations: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface TestDocument {
  readonly format: "cf.test/1";
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durationMs: number;
  readonly files: readonly TestFileReport[];
  /** Files that `--changed` left out. */
  readonly unchanged: readonly string[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Whether a step is told of: an assertion always, what only leads there when it went wrong. */
export function isTold({ kind, status }: TestStepReport): boolean {
  return kind === "assertion" || status !== "passed";
}

/** The steps that are told of, by status; a file that failed as a whole counts as one failure. */
export function totalsOf(files: readonly TestFileReport[]): Totals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { ok, steps } of files) {
    for (const { status } of steps.filter(isTold)) totals[status]++;
    if (!ok && !steps.some(({ status }) => status === "failed")) totals.failed++;
  }
  return totals;
}
