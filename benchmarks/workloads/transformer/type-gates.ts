/** T6: the type gate of the compiler on a sample with errors, beside another program of its texts. */
import { plainDiagnostics } from "../../floors/ts-diagnostics.ts";
import { floorLibraries } from "../../floors/type-libraries.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { PatternCompiler } from "../../harness/pattern-compiler.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";
import { withTypeErrors } from "../../samples/type-errors.ts";

export const typeGates: Benchmark = { id: "T6", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const compiler = await PatternCompiler.load();
  const libraries = floorLibraries();
  const { files: expected } = withTypeErrors(patternFiles());
  const planted = withTypeErrors(patternFiles()).errors;
  const found = compiler.findings(expected).filter((finding) => / TS\d+$/.test(finding));
  const plain = plainDiagnostics(expected, libraries);
  const all = new Set([...found, ...plain]);
  const shared = found.filter((finding) => plain.includes(finding)).length;
  let edition = 0;
  const measured = await measureInterleaved([
    {
      name: "gate in the compiler's process",
      role: "subject",
      sample: () => {
        const { files } = withTypeErrors(patternFiles(++edition));
        return cpuTimed(() => compiler.findings(files)).ms;
      },
    },
    {
      name: "another program of the same texts",
      role: "baseline",
      caveat: "what a worker does: parse and check once more, nothing shared with the emit",
      sample: () => {
        const { files } = withTypeErrors(patternFiles(++edition));
        return cpuTimed(() => plainDiagnostics(files, libraries)).ms;
      },
    },
    ...["gate in a worker", "native checker"].map((name) => ({
      name,
      role: "peer" as const,
      sample: () => Promise.reject(new Error("this workspace has none")),
    })),
  ], { samples: quick ? 1 : 10, warmUp: quick ? 0 : 10 });
  return {
    id: "T6",
    title: "type errors of ten sample patterns",
    unit: "CPU of one refused compile (gate and analysis), or of one check",
    measured,
    counters: [
      { name: "type errors found", expected: planted, actual: found.length },
      { name: "diagnostics in one gate only", expected: 0, actual: all.size - shared },
    ],
    ratios: [{ of: "gate in the compiler's process", over: ["another program of the same texts"] }],
    remarks: ["Compared are file, line, column and code of every diagnostic."],
  };
}
