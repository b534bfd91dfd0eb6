/** `cf test`: runs files of pattern tests. */
import { resolve } from "node:path/posix";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import { junitXml } from "../output/junit.ts";
import { junitCases } from "../pattern-test/junit-cases.ts";
import { marksFor, printFileReport, totalsLine } from "../pattern-test/report-text.ts";
import { type RunSetting, runTests, type TestRun } from "../pattern-test/run-tests.ts";
import { readTestOptions } from "../pattern-test/test-options.ts";

export async function test(context: VerbContext): Promise<number> {
  const { invocation, powers } = context;
  const options = readTestOptions(invocation);
  const interrupt = new AbortController();
  powers.onInterrupt(() => interrupt.abort());
  const setting: RunSetting = { context, options, signal: interrupt.signal, ...tellers(context) };
  let run = await runAndTell(setting);
  while (options.watch && !interrupt.signal.aborted) {
    context.printer.hint("waiting for a change");
    await powers.changeBelow(run.folders, interrupt.signal);
    if (!interrupt.signal.aborted) run = await runAndTell(setting);
  }
  if (interrupt.signal.aborted) return EXIT.interrupted;
  return run.document.ok ? EXIT.ok : EXIT.failed;
}

async function runAndTell(setting: RunSetting): Promise<TestRun> {
  const { context: { powers, printer }, options } = setting;
  const run = await runTests(setting);
  const { document } = run;
  if (options.junit !== undefined) {
    const xml = junitXml("cf test", junitCases(document.files));
    await powers.writeTextFile(resolve(powers.cwd, options.junit), xml);
  }
  if (printer.settings.json) printer.document(document);
  else printer.line(totalsLine(document, document.durationMs));
  return run;
}

function tellers({ powers, printer }: VerbContext): Pick<RunSetting, "onReport" | "onUnchanged"> {
  if (printer.settings.json) return { onReport: () => {}, onUnchanged: () => {} };
  const marks = marksFor(powers.env);
  return {
    onReport: (report) => {
      printDiagnostics(report.diagnostics, printer, { textOf: () => undefined, frames: false });
      printFileReport(report, marks, printer);
    },
    onUnchanged: (file) => printer.line(`unchanged ${file}`),
  };
}
