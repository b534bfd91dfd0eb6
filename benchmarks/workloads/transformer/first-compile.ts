/** T7: the first compile of a process, from the start of the process. */
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { stageLine, type StageTimes } from "../../harness/stage-clock.ts";

const PERMISSIONS = ["--allow-read", "--allow-env"];

export const firstCompile: Benchmark = { id: "T7", run, timesOnly: true };

async function run(): Promise<BenchmarkReport> {
  const agreement = new Agreement();
  const measured = await measureInterleaved([
    {
      name: "first compile",
      role: "subject",
      sample: () => cpuOf("first compile", "../../processes/first-compile.ts"),
    },
    {
      name: "ts-cold",
      role: "floor",
      caveat: "type check and emit; no identity, no transformer, no schemas",
      sample: () => cpuOf("ts-cold", "../../floors/ts-cold.ts"),
    },
  ], { samples: 9, warmUp: 1 });
  const stages: StageTimes[] = [];
  for (let run = 0; run < 3; run++) {
    const script = fileOf("../../processes/first-compile.ts");
    const { stdout } = await runDeno([...PERMISSIONS, script, "stages"]);
    stages.push(JSON.parse(stdout) as StageTimes);
  }
  return {
    id: "T7",
    title: "ten sample patterns, first compile of a process",
    unit: "CPU of one process, run from source with a warm cache of the host",
    measured,
    counters: [],
    ratios: [{ of: "first compile", over: ["ts-cold"], target: 1.3, gates: true }],
    remarks: [stageLine(stages)],
  };

  async function cpuOf(name: string, script: string): Promise<number> {
    const { stdout } = await runDeno([...PERMISSIONS, fileOf(script)]);
    const { cpu, modules } = JSON.parse(stdout) as { cpu: number; modules: number };
    agreement.prove(name, "modules emitted", modules);
    return cpu;
  }
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
