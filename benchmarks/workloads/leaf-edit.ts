/**
 * B6a: one leaf of a fifty-module program is edited without a change of its interface, and the
 * program is loaded again in the same session.
 */
import { emittedModules } from "../floors/emitted-modules.ts";
import { TsEditFloor } from "../floors/ts-edit.ts";
import { floorLibraries } from "../floors/type-libraries.ts";
import { runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { ESBUILD_CAVEAT, IncrementalBundler, stopEsbuild } from "../harness/esbuild-powers.ts";
import { countedSince, openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { fiftyModules, LEAF_IMPORTERS, leafText } from "../samples/fifty-modules.ts";
import { SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";

const LEAF = "/leaf.ts";
const WARM_UP = 10;
const EXPECTED = {
  modulesEmitted: 1,
  emittedParses: 1,
  bodiesVerified: 1,
  sourceDigests: 1,
  carried: LEAF_IMPORTERS.length,
  identitiesComputed: 1 + LEAF_IMPORTERS.length,
};
const COUNTED = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

export const leafEdit: Benchmark = { id: "B6a", run: (settings) => withDirectory(run(settings)) };

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const { runtime, counters } = await openSubject(directory);
    const agreement = new Agreement();
    const gates = new CounterGates(EXPECTED);
    const files = fiftyModules();
    await runtime.patterns.compileAndRegisterModules(programOf(files), { space: SPACE });
    const floor = new TsEditFloor(fiftyModules(), floorLibraries());
    const bundled = fiftyModules();
    const bundler = new IncrementalBundler(bundled);
    const turns = { subject: 0, floor: 0, all: 0, peer: 0 };
    const measured = await measureInterleaved([
      {
        name: "edit to loaded",
        role: "subject",
        sample: async () => {
          const turn = ++turns.subject;
          const before = { ...counters };
          const started = performance.now();
          files.set(LEAF, leafText(turn));
          const { compiled, result } = await runtime.patterns
            .compileAndRegisterModules(programOf(files), { space: SPACE });
          const ms = performance.now() - started;
          gates.observe(countedSince(counters, before, COUNTED));
          const paths = new Map(compiled.sources.map(({ identity, path }) => [identity, path]));
          const carried = compiled.outcome.carried.map((identity) => paths.get(identity)!).sort();
          agreement.prove("the sample", "modules carried", LEAF_IMPORTERS.toSorted());
          agreement.prove("edit to loaded", "modules carried", carried);
          prove("edit to loaded", `leaf ${turn}`, result.exportMap[LEAF]!["leaf"]);
          prove("edit to loaded", `program ${turn}`, result.main["main"]);
          return ms;
        },
      },
      {
        name: "ts-edit",
        role: "floor",
        caveat:
          "checks what the edit affects and emits the leaf; nothing is verified, stored or run",
        sample: () => {
          const turn = ++turns.floor;
          const { ms, written } = floor.edit(LEAF, leafText(turn));
          const modules = emittedModules([LEAF], written);
          const { exports } = runNative(modules, v8CompileAll(modules));
          prove("ts-edit", `leaf ${turn}`, exports.get(LEAF)!["leaf"]);
          return ms;
        },
      },
      {
        name: "all 50 modules new",
        role: "baseline",
        sample: async () => {
          const turn = ++turns.all;
          const program = programOf(fiftyModules(100_000 + turn));
          const started = performance.now();
          const { compiled } = await runtime.patterns
            .compileAndRegisterModules(program, { space: SPACE });
          const ms = performance.now() - started;
          if (compiled.outcome.compiled.length !== 50) throw new Error("Not all were compiled.");
          return ms;
        },
      },
      {
        name: "esbuild incremental rebuild",
        role: "peer",
        caveat: ESBUILD_CAVEAT,
        sample: async () => {
          const turn = ++turns.peer;
          bundled.set(LEAF, leafText(turn));
          const started = performance.now();
          const body = await bundler.rebuild();
          const ms = performance.now() - started;
          const modules = [{ path: "/main.ts", body, imports: new Map<string, string>() }];
          const { exports } = runNative(modules, v8CompileAll(modules));
          prove("esbuild", `program ${turn}`, exports.get("/main.ts")!["main"]);
          return ms;
        },
      },
    ], { samples: quick ? 8 : 40, warmUp: quick ? 3 : WARM_UP });
    await bundler.dispose();
    await stopEsbuild();
    await runtime.dispose();
    return {
      id: "B6a",
      title: "one leaf of 50 modules edited, its interface unchanged, loaded again",
      unit: "one edit, text to stored and evaluated",
      measured,
      counters: gates.gates,
      ratios: [
        { of: "edit to loaded", over: ["ts-edit"], target: 1.4 },
        { of: "edit to loaded", over: ["all 50 modules new"], target: 0.15 },
        { of: "edit to loaded", over: ["esbuild incremental rebuild"] },
      ],
      remarks: [
        `Carried without emit, parse or verification: ${LEAF_IMPORTERS.join(", ")}.`,
        "The subject also stores the new source and compiled documents before it answers.",
      ],
    };

    function prove(by: string, input: string, fn: unknown): void {
      if (typeof fn !== "function") throw new Error(`${by} has no function for ${input}.`);
      agreement.prove(by, input, Reflect.apply(fn, undefined, [SAMPLE_VALUES]));
    }
  };
}
