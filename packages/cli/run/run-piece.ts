/** A run in the process of the command. */
import { readToolchain } from "@commonfabric/runner";
import type { SqliteStores } from "@commonfabric/storage";
import type { VerbContext } from "../command/verb.ts";
import { drivePiece } from "./drive-piece.ts";
import { NOTHING, type OpenedTarget, openTarget } from "./open-target.ts";
import { documentOf } from "./run-document.ts";
import type { RunOptions } from "./run-options.ts";
import { RunRecord } from "./run-record.ts";
import type { RunReport } from "./run-report.ts";
import { storedDigest } from "./state-digest.ts";

export interface RunSetting {
  readonly stores: SqliteStores;
  readonly space: string;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
}

/** A report, and authored texts for its diagnostics. */
export interface ReportedRun {
  readonly report: RunReport;
  readonly textOf: (path: string) => string | undefined;
}

/** Runs what `options` name. @throws what a store file is refused for */
export async function runPiece(
  options: RunOptions,
  setting: RunSetting,
  context: VerbContext,
): Promise<ReportedRun> {
  const { powers, printer } = context;
  const { stores, space, signal } = setting;
  const record = new RunRecord((text) => printer.hint(text));
  let target: OpenedTarget = NOTHING;
  await drivePiece(options, {
    stores,
    space,
    signal,
    nowMs: powers.nowMs,
    setTimer: powers.setTimer,
    runtime: {
      toolchain: readToolchain(),
      ...(options.network && { ports: { fetch: options.network } }),
    },
    open: async (parts) => {
      target = await openTarget({ ...parts, options, space, context });
      record.add({ kind: "diagnostics", diagnostics: target.diagnostics });
      return target.opened;
    },
    add: (entry) => record.add(entry),
  });
  const { main, entryIdentity, textOf } = target;
  const { counters, timings } = record.costs!;
  const stateDigest = await storedDigest(stores, space, record.opened?.piece);
  const found = { main, entryIdentity, counters, timings, stateDigest };
  return { report: documentOf(record, found, options, setting), textOf };
}
