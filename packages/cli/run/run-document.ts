/** The document of a run, from what was recorded of it. */
import { compareDiagnostics } from "@commonfabric/contract";
import type { RunOptions } from "./run-options.ts";
import type { RunRecord } from "./run-record.ts";
import type { RunReport } from "./run-report.ts";

/** What is known beside the record. */
export type FoundOfRun = Pick<
  RunReport,
  "main" | "entryIdentity" | "counters" | "timings" | "stateDigest"
>;

export function documentOf(
  record: RunRecord,
  { main, entryIdentity, counters, timings, stateDigest }: FoundOfRun,
  { target, trace }: RunOptions,
  { space, signal }: { readonly space: string; readonly signal: AbortSignal },
): RunReport {
  const { opened, end } = record;
  return {
    format: "cf.run/1",
    kind: "pattern",
    ok: record.isClean && (record.wasKept || !signal.aborted),
    file: target.kind === "file" ? target.file : null,
    main,
    entryIdentity,
    pattern: opened?.pattern ?? null,
    space,
    piece: opened?.piece ?? null,
    resumed: opened?.resumed ?? false,
    argument: end.argument,
    result: end.result,
    steps: record.steps,
    stateDigest,
    view: end.view,
    trace: trace ? record.trace : null,
    errors: record.errors,
    console: record.console,
    diagnostics: record.diagnostics.toSorted(compareDiagnostics),
    counters,
    timings,
  };
}
