/** T8: a pattern of a thousand statements beside one of a hundred: ten times the cost, not more. */
import type { Benchmark, BenchmarkReport } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { PatternCompiler, requireVerified } from "../../harness/pattern-compiler.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { longPattern } from "../../samples/long-pattern.ts";

const SHORT = 100;
const LONG = 1_000;
const PATH = "/main.tsx";

export const longPatterns: Benchmark = { id: "T8", run, timesOnly: true };

async function run(): Promise<BenchmarkReport> {
  const compiler = await PatternCompiler.load();
  let edition = 0;
  const compileOf = (statements: number): number => {
    const files = new Map([[PATH, longPattern(statements, ++edition)]]);
    const { ms, result } = cpuTimed(() => compiler.compile(files));
    const js = result.get(PATH)?.js ?? "";
    if (!js.includes(`view${statements - 1}`)) throw new Error("The last statement is missing.");
    return ms;
  };
  requireVerified(compiler.compile(new Map([[PATH, longPattern(SHORT, 0)]])));
  const times = await measureInterleaved([
    contender(LONG, "subject", () => compileOf(LONG)),
    contender(SHORT, "baseline", () => compileOf(SHORT)),
  ], { samples: 9, warmUp: 10 });
  const heaps = await measureInterleaved([
    memory(LONG, "subject"),
    memory(SHORT, "baseline"),
  ], { samples: 3, warmUp: 0 });
  return {
    id: "T8",
    title: `one pattern of ${LONG} statements, and one of ${SHORT}`,
    unit: "CPU of one compile, and heap that it leaves",
    measured: [...times, ...heaps],
    counters: [],
    ratios: [
      { of: `${LONG} statements`, over: [`${SHORT} statements`], target: 12, gates: true },
      { of: heapName(LONG), over: [heapName(SHORT)], target: 12, gates: true },
    ],
    remarks: [
      "Heap is what a warm compiler holds after the compile and a collection: program, checker, facts and trees.",
    ],
  };
}

function contender(
  statements: number,
  role: "subject" | "baseline",
  sample: () => number,
): Contender {
  return { name: `${statements} statements`, role, sample };
}

function heapName(statements: number): string {
  return `heap of ${statements} statements`;
}

function memory(statements: number, role: "subject" | "baseline"): Contender {
  const script = new URL("../../processes/long-pattern.ts", import.meta.url).pathname;
  const sample = async (): Promise<number> => {
    const args = ["--v8-flags=--expose-gc", "--allow-read", "--allow-env", script];
    const { stdout } = await runDeno([...args, String(statements)]);
    return (JSON.parse(stdout) as { bytes: number }).bytes / 1024;
  };
  return { name: heapName(statements), role, sample, unit: "KiB" };
}
