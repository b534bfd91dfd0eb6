/**
 * `deno task bench`: runs the benchmarks and prints their reports. Exit status 1 when a counter gate
 * does not hold, a subject or floor is wrong, or a gating ratio is missed in a full run; 2 for a
 * command line that cannot be run.
 */
import { type BenchmarkReport, failuresOf, ratioName, ratioValue } from "./harness/benchmark.ts";
import { thisMachine } from "./harness/machine-powers.ts";
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
  const missed: string[] = [];
  for (const { id, timesOnly, run } of BENCHMARKS) {
    if (!options.only.includes(id)) continue;
    if (options.quick && timesOnly === true && options.only.length === BENCHMARKS.length) continue;
    const attempts: BenchmarkReport[] = [];
    do {
      const report = await run(options);
      console.log(`\n${reportText(report)}`);
      attempts.push(report);
    } while (!options.quick && needsAttempt(attempts));
    reports.push(attempts.at(-1)!);
    if (!options.quick) missed.push(...missedRatios(attempts));
  }
  if (options.json !== undefined) {
    const text = JSON.stringify({ machine, reports: reports.map(withRatios) }, null, 2);
    await Deno.writeTextFile(options.json, `${text}\n`);
  }
  const failures = reports.flatMap(failuresOf);
  for (const failure of [...failures, ...missed]) console.error(failure);
  if (failures.length > 0) return 1;
  // A missed ratio is a result like any other, and the page is where it is read.
  if (options.write) await Deno.writeTextFile(PAGE, reportPage(reports, machine));
  return missed.length > 0 ? 1 : 0;
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
