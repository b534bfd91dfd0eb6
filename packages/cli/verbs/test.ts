/** `cf test`: runs files of pattern tests. */
import { join, resolve } from "node:path/posix";
import { readToolchain } from "@commonfabric/runner";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import { rounded } from "../output/timings.ts";
import { findTests } from "../pattern-test/find-tests.ts";
import { marksFor, printFileReport, totalsLine } from "../pattern-test/report-text.ts";
import { runTestFile, type TestFileRequest } from "../pattern-test/test-file.ts";
import { readTestOptions } from "../pattern-test/test-options.ts";
import { type TestDocument, type TestFileReport, totalsOf } from "../pattern-test/test-report.ts";
import { testRoot } from "../pattern-test/test-root.ts";

export async function test(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const options = readTestOptions(invocation);
  const startedMs = powers.nowMs();
  const files = await findTests(options.paths, options.selection, powers);
  const directory = await powers.makeTemporaryDirectory();
  const toolchain = readToolchain();
  const marks = marksFor(powers.env);
  const reports: TestFileReport[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const request = await requestOf(file, index, options.timeoutMs, directory.path, context);
      const report = await runTestFile(request, toolchain, powers);
      reports.push(report);
      if (!printer.settings.json) {
        printDiagnostics(report.diagnostics, printer, { textOf: () => undefined, frames: false });
        printFileReport(report, marks, printer);
      }
      if (options.bail && !report.ok) break;
    }
  } finally {
    await directory.remove();
  }
  const totals = totalsOf(reports);
  const ok = reports.every((report) => report.ok);
  const durationMs = rounded(powers.nowMs() - startedMs);
  const document: TestDocument = {
    format: "cf.test/1",
    ok,
    ...totals,
    durationMs,
    files: reports,
    unchanged: [],
  };
  if (printer.settings.json) printer.document(document);
  else printer.line(totalsLine(totals, durationMs));
  return ok ? EXIT.ok : EXIT.failed;
}

async function requestOf(
  file: string,
  index: number,
  timeoutMs: number,
  directory: string,
  { invocation, powers }: VerbContext,
): Promise<TestFileRequest> {
  const path = resolve(powers.cwd, file);
  const named = invocation.option("root") ?? powers.env("CF_ROOT");
  const root = named === undefined ? await testRoot(path, powers) : resolve(powers.cwd, named);
  const own = join(directory, String(index));
  await powers.makeDirectory(own);
  return { file, path, root, timeoutMs, directory: own };
}
