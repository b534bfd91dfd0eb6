/** One run over the files of a command line: chosen, run by workers, told of, counted. */
import { join, resolve } from "node:path/posix";
import { quote } from "@commonfabric/contract";
import { readToolchain, type Toolchain } from "@commonfabric/runner";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { rounded } from "../output/timings.ts";
import { failedReport } from "./failed-report.ts";
import { findTests } from "./find-tests.ts";
import { entryIdentityOf, type Passes, passKey, readPasses, writePasses } from "./last-passes.ts";
import type { TestFileRequest } from "./test-file.ts";
import type { TestOptions } from "./test-options.ts";
import { runPool } from "./test-pool.ts";
import { type TestDocument, type TestFileReport, totalsOf } from "./test-report.ts";
import { testRoot } from "./test-root.ts";
import { inProcessWorker, processWorker, type TestWorker, WORKER_FILE } from "./test-worker.ts";

export interface TestRun {
  readonly document: TestDocument;
  /** Where what was found may change. */
  readonly folders: readonly string[];
}

export interface RunSetting {
  readonly context: VerbContext;
  readonly options: TestOptions;
  readonly signal: AbortSignal;
  readonly onReport: (report: TestFileReport) => void;
  readonly onUnchanged: (file: string) => void;
}

/** Runs the tests once. @throws {CommandError} when there are none */
export async function runTests(setting: RunSetting): Promise<TestRun> {
  const { context: { powers }, options, onReport } = setting;
  const startedMs = powers.nowMs();
  const { files, unmatched } = await findTests(options.paths, options.selection, powers);
  const missing = unmatched.map((path) =>
    failedReport(path, `no test file: ${quote(path)} matches none`)
  );
  missing.forEach(onReport);
  const toolchain = readToolchain();
  const { chosen, unchanged, remember } = await chooseChanged(files, toolchain, setting);
  const played = await runFiles(chosen, toolchain, setting);
  await remember(played);
  const reports = [...missing, ...played];
  const isWhole = played.length === chosen.length;
  const locations = await Promise.all(files.map((file) => locationOf(file, setting.context)));
  const roots = new Set(locations.map(({ root }) => root));
  return {
    folders: roots.size === 0 ? [powers.cwd] : [...roots],
    document: {
      format: "cf.test/1",
      ok: isWhole && reports.every((report) => report.ok),
      ...totalsOf(reports),
      durationMs: rounded(powers.nowMs() - startedMs),
      files: reports,
      unchanged,
    },
  };
}

interface Changed {
  readonly chosen: readonly string[];
  readonly unchanged: readonly string[];
  readonly remember: (reports: readonly TestFileReport[]) => Promise<void>;
}

/** With `--changed` only what differs from its last pass; without, everything. */
async function chooseChanged(
  files: readonly string[],
  toolchain: Toolchain,
  { context, options, onUnchanged }: RunSetting,
): Promise<Changed> {
  if (!options.changed) return { chosen: files, unchanged: [], remember: () => Promise.resolve() };
  const { invocation, powers } = context;
  const { store } = await readSettings(invocation, powers, powers.cwd);
  const passes: Passes = await readPasses(store, powers);
  const chosen: string[] = [];
  const unchanged: string[] = [];
  for (const file of files) {
    const location = await locationOf(file, context);
    const known = passes.get(location.path);
    const identity = known === undefined ? null : await entryIdentityOf(location, powers);
    const isSame = known !== undefined && known === passKey(identity, toolchain);
    (isSame ? unchanged : chosen).push(file);
    if (isSame) onUnchanged(file);
  }
  const remember = async (reports: readonly TestFileReport[]): Promise<void> => {
    for (const { file, ok, entryIdentity } of reports) {
      const key = ok ? passKey(entryIdentity, toolchain) : undefined;
      const path = resolve(powers.cwd, file);
      if (key === undefined) passes.delete(path);
      else passes.set(path, key);
    }
    await writePasses(store, passes, powers);
  };
  return { chosen, unchanged, remember };
}

async function runFiles(
  files: readonly string[],
  toolchain: Toolchain,
  { context, options, signal, onReport }: RunSetting,
): Promise<readonly TestFileReport[]> {
  const { powers } = context;
  const directory = await powers.makeTemporaryDirectory();
  try {
    const requests: TestFileRequest[] = [];
    for (const [index, file] of files.entries()) {
      const own = join(directory.path, String(index));
      await powers.makeDirectory(own);
      const { timeoutMs } = options;
      requests.push({ file, ...await locationOf(file, context), timeoutMs, directory: own });
    }
    return await runPool(requests, {
      ...workersFor(files.length, options, toolchain, context),
      nowMs: powers.nowMs,
      signal,
      onReport: (report) => {
        onReport(report);
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
  toolchain: Toolchain,
  { powers }: VerbContext,
): { readonly jobs: number; readonly startWorker: () => TestWorker } {
  const { startProcess } = powers;
  if (files <= 1 || startProcess === undefined) {
    return { jobs: 1, startWorker: () => inProcessWorker(toolchain, powers) };
  }
  return {
    jobs: options.jobs ?? powers.cores,
    startWorker: () => processWorker(startProcess(WORKER_FILE), powers),
  };
}

async function locationOf(
  file: string,
  { invocation, powers }: VerbContext,
): Promise<{ readonly path: string; readonly root: string }> {
  const path = resolve(powers.cwd, file);
  const named = invocation.option("root") ?? powers.env("CF_ROOT");
  const root = named === undefined ? await testRoot(path, powers) : resolve(powers.cwd, named);
  return { path, root };
}
