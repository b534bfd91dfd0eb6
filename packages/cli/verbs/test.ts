/** `cf test`: runs files of pattern tests. */
import { join, resolve } from "node:path/posix";
import { readToolchain } from "@commonfabric/runner";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import { junitXml } from "../output/junit.ts";
import { rounded } from "../output/timings.ts";
import { findTests } from "../pattern-test/find-tests.ts";
import { junitCases } from "../pattern-test/junit-cases.ts";
import { marksFor, printFileReport, totalsLine } from "../pattern-test/report-text.ts";
import type { TestFileRequest } from "../pattern-test/test-file.ts";
import { readTestOptions, type TestOptions } from "../pattern-test/test-options.ts";
import { runPool } from "../pattern-test/test-pool.ts";
import { type TestDocument, type TestFileReport, totalsOf } from "../pattern-test/test-report.ts";
import { testRoot } from "../pattern-test/test-root.ts";
import {
  inProcessWorker,
  processWorker,
  type TestWorker,
  WORKER_FILE,
} from "../pattern-test/test-worker.ts";

export async function test(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const options = readTestOptions(invocation);
  const interrupt = new AbortController();
  powers.onInterrupt(() => interrupt.abort());
  const startedMs = powers.nowMs();
  const files = await findTests(options.paths, options.selection, powers);
  const reports = await runFiles(files, options, interrupt.signal, context);
  const totals = totalsOf(reports);
  const durationMs = rounded(powers.nowMs() - startedMs);
  const ok = reports.length === files.length && reports.every((report) => report.ok);
  if (options.junit !== undefined) {
    const xml = junitXml("cf test", junitCases(reports));
    await powers.writeTextFile(resolve(powers.cwd, options.junit), xml);
  }
  if (printer.settings.json) {
    const document: TestDocument = {
      format: "cf.test/1",
      ok,
      ...totals,
      durationMs,
      files: reports,
      unchanged: [],
    };
    printer.document(document);
  } else printer.line(totalsLine(totals, durationMs));
  if (interrupt.signal.aborted) return EXIT.interrupted;
  return ok ? EXIT.ok : EXIT.failed;
}

async function runFiles(
  files: readonly string[],
  options: TestOptions,
  signal: AbortSignal,
  context: VerbContext,
): Promise<readonly TestFileReport[]> {
  const { powers, printer } = context;
  const directory = await powers.makeTemporaryDirectory();
  const marks = marksFor(powers.env);
  try {
    const requests: TestFileRequest[] = [];
    for (const [index, file] of files.entries()) {
      const own = join(directory.path, String(index));
      await powers.makeDirectory(own);
      requests.push(await requestOf(file, { ...options, directory: own }, context));
    }
    return await runPool(requests, {
      ...workersFor(files.length, options, context),
      nowMs: powers.nowMs,
      signal,
      onReport: (report) => {
        if (!printer.settings.json) {
          printDiagnostics(report.diagnostics, printer, { textOf: () => undefined, frames: false });
          printFileReport(report, marks, printer);
        }
        return report.ok || !options.bail;
      },
    });
  } finally {
    await directory.remove();
  }
}

/** A single file is not worth a process; where none may be started, files run one after another. */
function workersFor(
  files: number,
  options: TestOptions,
  { powers }: VerbContext,
): { readonly jobs: number; readonly startWorker: () => TestWorker } {
  const { startProcess } = powers;
  if (files <= 1 || startProcess === undefined) {
    const toolchain = readToolchain();
    return { jobs: 1, startWorker: () => inProcessWorker(toolchain, powers) };
  }
  return {
    jobs: options.jobs ?? powers.cores,
    startWorker: () => processWorker(startProcess(WORKER_FILE), powers),
  };
}

async function requestOf(
  file: string,
  { timeoutMs, directory }: { readonly timeoutMs: number; readonly directory: string },
  { invocation, powers }: VerbContext,
): Promise<TestFileRequest> {
  const path = resolve(powers.cwd, file);
  const named = invocation.option("root") ?? powers.env("CF_ROOT");
  const root = named === undefined ? await testRoot(path, powers) : resolve(powers.cwd, named);
  return { file, path, root, timeoutMs, directory };
}
