/** `cf run`: runs a program or a stored piece without a user interface. */
import { quote } from "@commonfabric/contract";
import { nodeStorePowers, type SqliteStores, sqliteStores } from "@commonfabric/storage";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { programLocation, readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import { eventText } from "../output/event-text.ts";
import type { Printer } from "../output/printer.ts";
import { printable, printRunFindings } from "../run/print-findings.ts";
import { readRunOptions, type RunOptions } from "../run/run-options.ts";
import { runIsolated } from "../run/run-isolated.ts";
import { type ReportedRun, runPiece, type RunSetting } from "../run/run-piece.ts";
import type { RunReport } from "../run/run-report.ts";
import { storeErrorsAsLines, storesOf } from "../store/open-space.ts";

export async function run(context: VerbContext): Promise<number> {
  const { powers, printer } = context;
  const options = await readRunOptions(context);
  const interrupt = new AbortController();
  powers.onInterrupt(() => interrupt.abort());
  const place = await storePlace(options, context);
  try {
    const { report, textOf } = await storeErrorsAsLines(() =>
      runOf(options, { ...place, signal: interrupt.signal }, context)
    );
    printDiagnostics(report.diagnostics, printer, { textOf, frames: false });
    printReport(report, printer);
    if (interrupt.signal.aborted) return EXIT.interrupted;
    return report.ok ? EXIT.ok : EXIT.failed;
  } finally {
    await place.stores.close();
    await place.remove();
  }
}

function runOf(
  options: RunOptions,
  setting: RunSetting,
  context: VerbContext,
): Promise<ReportedRun> {
  const { isolate } = options;
  return isolate === undefined
    ? runPiece(options, setting, context)
    : runIsolated(options, isolate, setting, context);
}

interface StorePlace {
  readonly stores: SqliteStores;
  readonly space: string;
  readonly remove: () => Promise<void>;
}

/** The store of the run. A stored piece is looked for where a store is; a program may make one. */
async function storePlace(
  { target, fresh }: RunOptions,
  { invocation, powers }: VerbContext,
): Promise<StorePlace> {
  const root = target.kind === "file"
    ? programLocation(target.file, invocation, powers).root
    : powers.cwd;
  const settings = await readSettings(invocation, powers, root);
  const named = target.kind === "piece" ? target.address.space : "";
  const space = named === "" ? settings.space : named;
  const stores = storesOf({ ...settings, space });
  const keep = { space, remove: () => Promise.resolve() };
  if (fresh) {
    const directory = await powers.makeTemporaryDirectory();
    return {
      stores: sqliteStores(directory.path, nodeStorePowers),
      space,
      remove: () => directory.remove(),
    };
  }
  if (target.kind === "piece" && !stores.has(space)) {
    throw new CommandError(
      `no such space: ${quote(space)} is not in store ${quote(settings.store)}; pass --store`,
    );
  }
  return { stores, ...keep };
}

function printReport(report: RunReport, printer: Printer): void {
  printRunFindings(report, "run", printer);
  if (printer.settings.json) return printer.document(report);
  for (const { level, text } of report.console) printer.hint(`[${level}] ${printable(text)}`);
  if (report.piece !== null) {
    printer.hint(`${report.resumed ? "resumed" : "created"} ${report.piece}`);
    printer.line(JSON.stringify(report.result, null, 2));
  }
  if (report.view !== null) printer.hint(JSON.stringify(report.view, null, 2));
  if (report.trace !== null) {
    const startMs = report.trace[0]?.atMs ?? 0;
    for (const event of report.trace) printer.hint(eventText(event, startMs));
  }
}
