/**
 * M3: two hundred compiles in one resident process. What it holds after all of them is what it held
 * after half.
 */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { type Held, heldRatios, heldRows } from "./held.ts";

const MAX_GROWTH = 0.05;
const MODULES = 5;

export const manyCompiles: Benchmark = { id: "M3", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const compiles = quick ? 10 : 200;
  const script = new URL("../../processes/many-compiles.ts", import.meta.url).pathname;
  const permissions = ["--allow-read", "--allow-write", "--allow-env"];
  const flags = ["--v8-flags=--expose-gc", ...permissions];
  const { stdout } = await runDeno([...flags, script, String(compiles)]);
  const { half, all, modulesEmitted } = JSON.parse(stdout) as {
    readonly half: Held;
    readonly all: Held;
    readonly modulesEmitted: number;
  };
  return {
    id: "M3",
    title: `memory of a process that compiles ${compiles} programs`,
    unit: "one process, after a collection; each program has 5 modules",
    measured: heldRows(half, all),
    counters: [
      { name: "modulesEmitted", expected: compiles * MODULES, actual: modulesEmitted },
    ],
    ratios: heldRatios(MAX_GROWTH),
    remarks: [
      "The compiler runs in the process that asks; there is no worker of its own. Its tables of " +
      "trees and texts are bounded, and not yet full after 500 modules.",
    ],
  };
}
