/** R4: ten thousand events through one piece: what the process holds does not grow with them. */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { withDirectory } from "../../harness/subject-powers.ts";

const MAX_GROWTH = 0.05;

export const manyEvents: Benchmark = {
  id: "R4",
  run: (settings) => withDirectory((directory) => run(settings, directory)),
};

async function run({ quick }: BenchmarkSettings, directory: string): Promise<BenchmarkReport> {
  const events = quick ? 1_000 : 10_000;
  const script = new URL("../../processes/serve-events.ts", import.meta.url).pathname;
  const permissions = ["--allow-read", "--allow-write", "--allow-env"];
  const args = ["--v8-flags=--expose-gc", ...permissions, script, directory, String(events)];
  const seen = { half: 0, all: 0 };
  const measured = await measureInterleaved([
    {
      name: `${events} events`,
      role: "subject",
      sample: async () => {
        const { ms, stdout } = await runDeno(args);
        const { count, half, all } = JSON.parse(stdout) as Record<"count" | "half" | "all", number>;
        if (count !== events + events / 10) throw new Error(`The counter shows ${count}.`);
        Object.assign(seen, { half, all });
        return ms;
      },
    },
  ], { samples: 1, warmUp: 0 });
  const growth = seen.all / seen.half - 1;
  return {
    id: "R4",
    title: "events through one piece, whole process",
    unit: "one process on SQLite, compile included",
    measured,
    counters: [
      {
        name: `heap growth of 5 % or more over the second half`,
        expected: 0,
        actual: growth < MAX_GROWTH ? 0 : 1,
      },
    ],
    ratios: [],
    remarks: [
      `Live heap after half of the events ${mebibytes(seen.half)}, after all ${
        mebibytes(seen.all)
      }.`,
    ],
  };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`;
}
