/**
 * B5: a new program of five modules with a warm compiler, all steps: identity, compile with types,
 * verification, evaluation and write-back to SQLite.
 */
import { ensureCompiler } from "@commonfabric/js-compiler";
import { emittedModules } from "../floors/emitted-modules.ts";
import { tsWarm } from "../floors/ts-warm.ts";
import { floorLibraries } from "../floors/type-libraries.ts";
import { runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { bundle, ESBUILD_CAVEAT, stopEsbuild } from "../harness/esbuild-powers.ts";
import { countedSince, openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { COMPUTATION, patternProgram, SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";

const MODULES = 5;
const WARM_UP = 10;

export const warmCompile: Benchmark = {
  id: "B5",
  run: (settings) => withDirectory(run(settings)),
};

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const { runtime, counters } = await openSubject(directory);
    const { libraryParses } = await ensureCompiler();
    const libraries = floorLibraries();
    const agreement = new Agreement();
    const gates = new CounterGates({
      "library files parsed": 0,
      programsCreated: 1,
      modulesEmitted: MODULES,
      emittedParses: MODULES,
    });
    const turns = { subject: 0, floor: 0, peer: 0 };
    const input = (turn: number) => patternProgram(MODULES, 10_000 + turn);
    const measured = await measureInterleaved([
      {
        name: "compile, verify, evaluate, store",
        role: "subject",
        sample: async () => {
          const turn = turns.subject++;
          const program = programOf(input(turn));
          const before = { ...counters };
          const parsesBefore = libraryParses();
          const started = performance.now();
          const { entryIdentity } = await runtime.patterns
            .compileAndRegisterModules(program, { space: SPACE });
          const ms = performance.now() - started;
          const counted = countedSince(counters, before, [
            "programsCreated",
            "modulesEmitted",
            "emittedParses",
          ]);
          // The first program of a process parses the libraries; every later one must not.
          const parses = turn === 0 ? 0 : libraryParses() - parsesBefore;
          gates.observe({ ...counted, "library files parsed": parses });
          const ref = { identity: entryIdentity, symbol: COMPUTATION };
          prove("subject", turn, runtime.engine.implementationFor(ref));
          return ms;
        },
      },
      {
        name: "ts-warm",
        role: "floor",
        caveat: "type check and emit; no identity, no transformer, no verification, nothing stored",
        sample: () => {
          const turn = turns.floor++;
          const files = input(turn);
          const { ms, written } = tsWarm(files, libraries);
          const modules = emittedModules(files.keys(), written);
          prove("ts-warm", turn, runNative(modules, v8CompileAll(modules)).lifted[0]);
          return ms;
        },
      },
      {
        name: "esbuild transform and bundle",
        role: "peer",
        caveat: ESBUILD_CAVEAT,
        sample: async () => {
          const turn = turns.peer++;
          const files = input(turn);
          const started = performance.now();
          const body = await bundle(files);
          const ms = performance.now() - started;
          const modules = [{ path: "/main.ts", body, imports: new Map() }];
          prove("esbuild", turn, runNative(modules, v8CompileAll(modules)).lifted[0]);
          return ms;
        },
      },
    ], { samples: quick ? 8 : 40, warmUp: WARM_UP });
    await stopEsbuild();
    await runtime.dispose();
    return {
      id: "B5",
      title: "compile of a new 5-module program with a warm compiler",
      unit: "one program, text to stored and evaluated",
      measured,
      counters: gates.gates,
      ratios: [
        { of: "compile, verify, evaluate, store", over: ["ts-warm"], target: 1.5, gates: true },
        { of: "compile, verify, evaluate, store", over: ["esbuild transform and bundle"] },
      ],
      remarks: [
        "Peers that do not check types start below the floor; that is no defect of either.",
      ],
    };

    function prove(by: string, turn: number, compute: unknown): void {
      if (typeof compute !== "function") throw new Error("The program lifted no computation.");
      agreement.prove(by, `edition ${turn}`, Reflect.apply(compute, undefined, [SAMPLE_VALUES]));
    }
  };
}
