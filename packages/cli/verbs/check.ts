/** `cf check FILE...`: compiles, verifies and evaluates programs, and prints what is wrong. */
import { resolve } from "node:path/posix";
import { quote } from "@commonfabric/contract";
import { readToolchain } from "@commonfabric/runner";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
import { UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { repeatOnChange } from "../command/repeat-on-change.ts";
import { programLocation, readSettings } from "../command/settings.ts";
import type { Invocation, VerbContext } from "../command/verb.ts";
import {
  type CheckedProgram,
  checkProgram,
  isPhase,
  type ProgramReport,
} from "../check/check-program.ts";
import { emittedText, writeEmitted } from "../check/emitted-output.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import type { Printer } from "../output/printer.ts";
import { rounded } from "../output/timings.ts";
import { type Phase, PHASES } from "../program/error-diagnostics.ts";
import { storeErrorsAsLines, storesOf } from "../store/open-space.ts";

export async function check(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const until = readUntil(invocation);
  const showTransformed = invocation.option("show-transformed");
  if (showTransformed !== undefined && printer.settings.json) {
    throw new UsageError("--show-transformed prints text: leave --json out");
  }
  const patternJson = invocation.flag("pattern-json");
  if (patternJson && printer.settings.json) {
    throw new UsageError("--pattern-json prints a document of its own: leave --json out");
  }
  const watch = invocation.flag("watch");
  if (watch && printer.settings.json) {
    throw new UsageError("--watch checks again and again: leave --json out");
  }
  const interrupt = new AbortController();
  powers.onInterrupt(() => interrupt.abort());
  const { signal } = interrupt;
  const request = { until, showTransformed, patternJson, signal };
  if (!watch) return await checkOnce(request, context);
  const directories = invocation.operands.map((file) =>
    programLocation(file, invocation, powers).root
  );
  const ignored = await Promise.all(
    directories.map(async (root) => (await readSettings(invocation, powers, root)).store),
  );
  await repeatOnChange(
    { directories: [...new Set(directories)], ignored, signal },
    powers,
    async () => {
      const code = await checkOnce(request, context);
      if (!signal.aborted) printer.hint(code === EXIT.ok ? "no errors; watching" : "watching");
    },
  );
  return EXIT.interrupted;
}

interface CheckAll {
  readonly until: Phase;
  readonly showTransformed: string | undefined;
  readonly patternJson: boolean;
  readonly signal: AbortSignal;
}

/** Checks every file of the command line; gives the exit code. */
async function checkOnce(request: CheckAll, context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const { until, showTransformed, patternJson, signal } = request;
  const startedMs = powers.nowMs();
  const scratch: { remove(): Promise<void> }[] = [];
  const programs: ProgramReport[] = [];
  try {
    for (const file of invocation.operands) {
      if (signal.aborted) break;
      printer.progress(`check ${file}`);
      const checked = await unlessAborted(
        signal,
        () => storeErrorsAsLines(() => checkFile(file, { until, scratch, signal }, context)),
      );
      if (checked === undefined) break;
      programs.push(checked.report);
      printDiagnostics(checked.report.diagnostics, printer, {
        textOf: checked.textOf,
        frames: invocation.flag("verbose-errors"),
      });
      if (showTransformed !== undefined && checked.compiled !== undefined) {
        const columns = powers.outIsTerminal ? powers.outColumns : undefined;
        const only = showTransformed === "" ? undefined : showTransformed;
        const lines = emittedText(checked.compiled, printer, { only, columns });
        for (const line of lines) printer.line(line);
      }
      if (patternJson && checked.graph !== undefined) printer.document(checked.graph as object);
      const output = invocation.option("output");
      if (output !== undefined && checked.compiled !== undefined) {
        await writeEmitted(checked.compiled, resolve(powers.cwd, output), powers);
      }
    }
  } finally {
    for (const directory of scratch) await directory.remove();
  }
  const ok = !signal.aborted && programs.every((program) => program.ok);
  if (!ok) hintAtExplanation(programs, printer);
  if (printer.settings.json) {
    const timings = { total: rounded(powers.nowMs() - startedMs) };
    printer.document({ format: "cf.check/1", ok, timings, programs });
  }
  if (signal.aborted) return EXIT.interrupted;
  return ok ? EXIT.ok : EXIT.failed;
}

/** Says how to read on about the first finding that has a page. */
function hintAtExplanation(programs: readonly ProgramReport[], printer: Printer): void {
  const first = programs.flatMap(({ diagnostics }) => diagnostics)
    .find(({ severity, code }) => severity === "error" && code.includes(":"));
  if (first !== undefined) {
    printer.hint(`cf explain ${first.code} shows examples and what to write`);
  }
}

/** What `fn` gives; `undefined` when it failed because of an interrupt. */
async function unlessAborted<T>(signal: AbortSignal, fn: () => Promise<T>): Promise<T | undefined> {
  try {
    return await fn();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function checkFile(
  file: string,
  { until, scratch, signal }: {
    readonly until: Phase;
    readonly scratch: { remove(): Promise<void> }[];
    readonly signal: AbortSignal;
  },
  { invocation, powers }: VerbContext,
): Promise<CheckedProgram> {
  const location = programLocation(file, invocation, powers);
  const settings = await readSettings(invocation, powers, location.root);
  const stores = storesOf(settings);
  const skipGate = invocation.flag("no-check");
  const usesCache = settings.storeExists && !invocation.flag("no-cache") && !skipGate;
  const dataFile = invocation.option("datafile");
  return await checkProgram({
    file,
    ...location,
    dataFile: dataFile === undefined ? undefined : resolve(powers.cwd, dataFile),
    mainExport: invocation.option("main-export") ?? "default",
    until,
    skipGate,
    ...(usesCache ? { cache: { stores, space: settings.space } } : {}),
    scratchStores: async () => {
      const directory = await powers.makeTemporaryDirectory();
      scratch.push(directory);
      return sqliteStores(directory.path, nodeStorePowers);
    },
    toolchain: readToolchain(),
    nowMs: powers.nowMs,
    signal,
  });
}

function readUntil(invocation: Invocation): Phase {
  const named = invocation.option("until");
  if (invocation.flag("no-run")) {
    if (named !== undefined && named !== "verify") {
      throw new UsageError(`--no-run means --until verify, not --until ${quote(named)}`);
    }
    return "verify";
  }
  if (named === undefined) return "evaluate";
  if (!isPhase(named)) {
    throw new UsageError(`--until: unknown phase: ${quote(named)} (known: ${PHASES.join(", ")})`);
  }
  return named;
}
