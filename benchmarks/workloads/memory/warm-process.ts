/** M2: resident memory of a process that runs a stored piece, at its end. */
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { withDirectory } from "../../harness/subject-powers.ts";
import { COMMAND, storePiece } from "../stored-run.ts";

const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env"];

export const warmProcess: Benchmark = { id: "M2", run: (settings) => withDirectory(run(settings)) };

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const address = await storePiece(directory);
    const gates = new CounterGates({ typescriptLoads: 0, emittedParses: 0 });
    const command = [COMMAND, "run", "--piece", address, "--store", directory, "--json"];
    const measured = await measureInterleaved([
      resident("cf run", "subject", command, (output) => {
        const { counters } = JSON.parse(output) as { counters: Record<string, number> };
        gates.observe(counters);
      }),
      resident("ses-only", "floor", [fileOf("../../floors/ses-only.ts")]),
    ], { samples: quick ? 2 : 10, warmUp: 1 });
    return {
      id: "M2",
      title: "resident memory of `cf run` of a stored pattern",
      unit: "one process at its end, run from source",
      measured,
      counters: gates.gates,
      ratios: [{ of: "cf run", over: ["ses-only"], target: 1.25, gates: true }],
      remarks: [
        "Beyond ses the process holds the code of runner and store, and the node: modules of Deno.",
      ],
    };
  };
}

/** A process whose sample is its resident KiB; `look` sees what else it printed. */
function resident(
  name: string,
  role: "subject" | "floor",
  command: readonly string[],
  look: (output: string) => void = () => {},
): Contender {
  return {
    name,
    role,
    unit: "KiB",
    sample: async () => {
      const preload = `--preload=${fileOf("../../processes/print-rss.ts")}`;
      const { stdout } = await runDeno([...PERMISSIONS, preload, ...command]);
      const lines = stdout.trim().split("\n");
      const bytes = /^rss (\d+)$/.exec(lines.pop() ?? "")?.[1];
      if (bytes === undefined) throw new Error("The process did not tell its resident bytes.");
      look(lines.join("\n"));
      return Number(bytes) / 1024;
    },
  };
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
