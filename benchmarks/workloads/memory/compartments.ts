/** M1: what one more compartment of a session adds, beside one of ses alone. */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { runDeno } from "../../harness/process-powers.ts";

type Kind = "ours" | "bare";

export const compartments: Benchmark = { id: "M1", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const count = quick ? 200 : 2_000;
  const measured = await measureInterleaved([
    ...sizesOf("ours", "subject", count),
    ...sizesOf("bare", "floor", count),
  ], { samples: quick ? 1 : 5, warmUp: 0 });
  return {
    id: "M1",
    title: `memory of one more compartment, of ${count}`,
    unit: "one prepared and frozen compartment that has evaluated a function",
    measured,
    counters: [],
    ratios: [
      { of: "heap (ours)", over: ["heap (bare)"], target: 1.5, gates: true },
      { of: "RSS (ours)", over: ["RSS (bare)"], target: 1.5, gates: true },
    ],
    remarks: ["Bare is a frozen compartment of ses without any endowment."],
  };
}

/** Heap and resident bytes, as two contenders of one process. */
function sizesOf(kind: Kind, role: "subject" | "floor", count: number): Contender[] {
  let rss = NaN;
  const about = { role, unit: "KiB" } as const;
  return [
    {
      ...about,
      name: `heap (${kind})`,
      sample: async () => {
        const script = new URL("../../processes/compartments.ts", import.meta.url).pathname;
        const flags = ["--v8-flags=--expose-gc", "--allow-read", "--allow-env"];
        const { stdout } = await runDeno([...flags, script, kind, String(count)]);
        const added = JSON.parse(stdout) as { heap: number; rss: number };
        rss = added.rss / 1024;
        return added.heap / 1024;
      },
    },
    { ...about, name: `RSS (${kind})`, sample: () => rss },
  ];
}
