/** T2: the full check of the sample patterns against the authoring types, and against lax ones. */
import ts from "typescript";
import { laxLibraries } from "../../floors/lax-libraries.ts";
import { floorLibraries } from "../../floors/type-libraries.ts";
import { assertNoErrors, FLOOR_OPTIONS, FloorHost } from "../../floors/typescript-host.ts";
import type { Benchmark, BenchmarkReport } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";

export const typeSurface: Benchmark = { id: "T2", run, timesOnly: true };

async function run(): Promise<BenchmarkReport> {
  const authoring = checkedSample(floorLibraries());
  const lax = checkedSample(laxLibraries());
  const measured = await measureInterleaved([
    { name: "authoring types", role: "subject", sample: authoring },
    {
      name: "lax types",
      role: "baseline",
      caveat: "JSX intrinsics and inputs of factories are `any`",
      sample: lax,
    },
  ], { samples: 20, warmUp: 10 });
  return {
    id: "T2",
    title: "semantic check of ten sample patterns",
    unit: "CPU of one check by a new program over parsed files",
    measured,
    counters: [],
    ratios: [{ of: "authoring types", over: ["lax types"], target: 1.6, gates: true }],
    remarks: [],
  };
}

/** A sample that checks everything; the program is made before the clock starts. */
function checkedSample(libraries: ReadonlyMap<string, ts.SourceFile>): () => number {
  const files = patternFiles();
  const host = new FloorHost(files, libraries);
  return () => {
    const rootNames = [...files.keys(), ...libraries.keys()];
    const program = ts.createProgram({ rootNames, options: FLOOR_OPTIONS, host });
    const { ms, result } = cpuTimed(() =>
      [...files.keys()].flatMap((path) =>
        program.getSemanticDiagnostics(program.getSourceFile(path))
      )
    );
    assertNoErrors(result);
    return ms;
  };
}
