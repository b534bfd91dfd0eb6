/**
 * `deno task bench`: runs the benchmarks and prints their reports. Exit status 1 when a counter gate
 * does not hold, a subject or floor is wrong, or a gating ratio is missed in a full run; 2 for a
 * command line that cannot be run.
 */
import {
  type Benchmark,
  type BenchmarkReport,
  failuresOf,
  ratioName,
  ratioValue,
} from "./harness/benchmark.ts";
import { type Machine, thisMachine } from "./harness/machine-powers.ts";
import { type Options, parseOptions, UsageError } from "./harness/options.ts";
import { missedRatios, needsAttempt } from "./harness/ratio-gates.ts";
import { reportPage, reportText } from "./harness/report-text.ts";
import { BENCHMARKS } from "./workloads/table.ts";

const PAGE = new URL("../docs/benchmarks.md", import.meta.url);

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(args, BENCHMARKS.map(({ id }) => id));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
  const machine = thisMachine();
  console.log(`${machine.cpu}, ${machine.cores} cores, load ${machine.load}\n${machine.versions}`);
  const reports: BenchmarkReport[] = [];
  const wrong: string[] = [];
  for (const benchmark of BENCHMARKS) {
    const { id, timesOnly } = benchmark;
    if (!options.only.includes(id)) continue;
    if (options.quick && timesOnly === true && options.only.length === BENCHMARKS.length) continue;
    const before = thisMachine();
    const attempts = await attemptsOf(benchmark, options);
    const report = attempts.at(-1)!;
    const failures = failuresOf(report);
    reports.push(report);
    wrong.push(...failures, ...options.quick ? [] : missedRatios(attempts));
    // A missed ratio is a result like any other, and the page is where it is read.
    if (options.write && failures.length === 0) await writePage(report, before);
  }
  if (options.json !== undefined) {
    const text = JSON.stringify({ machine, reports: reports.map(withRatios) }, null, 2);
    await Deno.writeTextFile(options.json, `${text}\n`);
  }
  for (const line of wrong) console.error(line);
  return wrong.length > 0 ? 1 : 0;
}

/** One run, or as many as a verdict on its ratios takes. */
async function attemptsOf({ run }: Benchmark, options: Options): Promise<BenchmarkReport[]> {
  const attempts: BenchmarkReport[] = [];
  do {
    const report = await run(options);
    console.log(`\n${reportText(report)}`);
    attempts.push(report);
  } while (!options.quick && needsAttempt(attempts));
  return attempts;
}

/** Puts the section of one report into the page; the others stay as they are. */
async function writePage(report: BenchmarkReport, machine: Machine): Promise<void> {
  const before = await Deno.readTextFile(PAGE);
  const ids = BENCHMARKS.map(({ id }) => id);
  await Deno.writeTextFile(PAGE, reportPage([report], machine, { before, ids }));
}

/** A report with the value of each ratio, for machines. */
function withRatios(report: BenchmarkReport): object {
  const ratios = report.ratios.map((ratio) => ({
    ...ratio,
    name: ratioName(ratio),
    value: ratioValue(report, ratio),
  }));
  return { ...report, ratios };
}

// The bundler's process may still be ending, which must not hold this one.
// In a locked-down realm a rejected top-level await would end the process with exit code 0.
let exitCode = 1;
try {
  exitCode = await main(Deno.args);
} catch (error) {
  console.error(error);
}
Deno.exit(exitCode);
