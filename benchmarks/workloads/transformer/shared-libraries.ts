/** T3: a program over parsed files, with library files shared and with library files parsed again. */
import ts from "typescript";
import { floorLibraries } from "../../floors/type-libraries.ts";
import { FLOOR_OPTIONS, FloorHost } from "../../floors/typescript-host.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { PatternCompiler } from "../../harness/pattern-compiler.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";

export const sharedLibraries: Benchmark = { id: "T3", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const shared = floorLibraries();
  const files = patternFiles();
  const gates = new CounterGates({ "library files parsed": 0 });
  const compiler = await PatternCompiler.load();
  compiler.compile(files);
  const parsedBefore = compiler.libraryParses;
  compiler.compile(patternFiles(1));
  gates.observe({ "library files parsed": compiler.libraryParses - parsedBefore });
  const measured = await measureInterleaved([
    {
      name: "shared library files",
      role: "subject",
      sample: () => created(() => new FloorHost(files, shared), shared.keys()),
    },
    {
      name: "library files parsed again",
      role: "baseline",
      sample: () => created(() => new FloorHost(files, floorLibraries()), shared.keys()),
    },
  ], { samples: quick ? 1 : 40, warmUp: quick ? 0 : 10 });
  return {
    id: "T3",
    title: "createProgram over ten sample patterns",
    unit: "CPU of one program made, its authored files parsed before",
    measured,
    counters: gates.gates,
    ratios: [
      {
        of: "shared library files",
        over: ["library files parsed again"],
        target: 0.1,
        gates: true,
      },
    ],
    remarks: ["The counter is of the compiler: a second program parses no library file again."],
  };

  function created(makeHost: () => FloorHost, libraries: Iterable<string>): number {
    const { ms, result } = cpuTimed(() => {
      const host = makeHost();
      for (const [path, file] of parsed) host.adopt(path, file);
      return ts.createProgram({
        rootNames: [...files.keys(), ...libraries],
        options: FLOOR_OPTIONS,
        host,
      });
    });
    for (const path of files.keys()) {
      if (result.getSourceFile(path) === undefined) throw new Error(`${path} is not there.`);
    }
    return ms;
  }
}

const parsed: ReadonlyMap<string, ts.SourceFile> = parsedSample();

function parsedSample(): ReadonlyMap<string, ts.SourceFile> {
  const host = new FloorHost(patternFiles(), new Map());
  return new Map([...patternFiles().keys()].map((path) => [path, host.getSourceFile(path)!]));
}
