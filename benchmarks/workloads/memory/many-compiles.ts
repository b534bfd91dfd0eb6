/**
 * M3: two hundred compiles in one resident process. What it holds after all of them is what it held
 * after half.
 */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { statisticsOf } from "../../harness/statistics.ts";
import { runDeno } from "../../harness/process-powers.ts";

const MAX_GROWTH = 0.05;
const MODULES = 5;

export const manyCompiles: Benchmark = { id: "M3", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const compiles = quick ? 10 : 200;
  const script = new URL("../../processes/many-compiles.ts", import.meta.url).pathname;
  const permissions = ["--allow-read", "--allow-write", "--allow-env"];
  const flags = ["--v8-flags=--expose-gc", ...permissions];
  const { ms, stdout } = await runDeno([...flags, script, String(compiles)]);
  const { half, all, modulesEmitted } = JSON.parse(stdout) as {
    readonly half: Held;
    readonly all: Held;
    readonly modulesEmitted: number;
  };
  const isSteady = all.rss < (1 + MAX_GROWTH) * half.rss;
  return {
    id: "M3",
    title: `memory of a process that compiles ${compiles} programs`,
    unit: "mean of one compile of 5 modules, start of the process included",
    measured: [{ name: "compile", role: "subject", statistics: statisticsOf([ms / compiles]) }],
    counters: [
      { name: "modulesEmitted", expected: compiles * MODULES, actual: modulesEmitted },
      ...quick ? [] : [{
        name: "growth of RSS over the second half below 5 %",
        expected: 1,
        actual: isSteady ? 1 : 0,
      }],
    ],
    ratios: [],
    remarks: [
      `After half of the compiles ${show(half)}; after all ${show(all)}.`,
      "The compiler runs in the process that asks; there is no worker of its own.",
    ],
  };
}

interface Held {
  readonly heap: number;
  readonly rss: number;
}

function show({ heap, rss }: Held): string {
  return `${mebibytes(heap)} of heap, ${mebibytes(rss)} of RSS`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
