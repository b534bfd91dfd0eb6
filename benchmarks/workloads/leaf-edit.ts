/**
 * B6a and B6b: one leaf of a fifty-module program is edited, without and with a change of its
 * interface, and the program is loaded again in the same session.
 */
import { emittedModules } from "../floors/emitted-modules.ts";
import { TsEditFloor } from "../floors/ts-edit.ts";
import { floorLibraries } from "../floors/type-libraries.ts";
import { runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings, Ratio } from "../harness/benchmark.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { ESBUILD_CAVEAT, IncrementalBundler, stopEsbuild } from "../harness/esbuild-powers.ts";
import { nodePeer } from "../harness/peer-process-powers.ts";
import { ensurePeers } from "../harness/peers-powers.ts";
import { countedSince, openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import {
  DIRECT_IMPORTERS,
  fiftyModules,
  LEAF_IMPORTERS,
  leafOfSurface,
  leafText,
} from "../samples/fifty-modules.ts";
import { NATIVE_ENTRY, writeNativeProgram } from "../samples/native-program-powers.ts";
import { SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";

/** Why the distance to the floor is what it is: least times of 250 edits, stage by stage. */
const PROFILE: readonly string[] = [
  "The floor checks and emits. The compile stage alone is 1.7 times the floor: beside program, check " +
  "and emit it analyses the leaf for the transformer and prints its declarations for the interface " +
  "digest. It is 45 % of an edit. The durable commit of 23 documents with its wait for the disk is " +
  "25 %, evaluation of ten functors in a new compartment 12 %, verification of one body and of the " +
  "whole graph 7 %, the lease 5 %, identities 4 %.",
  "What made it cheaper: no document of the 40 other modules is read, checked, parsed or compared " +
  "(the process has them and the store is asked whether they are there); the emit index is written " +
  "only where it has no entry; the lease does not wait for the disk; maps are parsed when somebody " +
  "looks into them; the marks of the host declarations are found once. What is left over the floor is " +
  "what the floor does not do.",
];

const LEAF = "/leaf.ts";
const WARM_UP = 10;

/** What one of the two edits, and what the edit may cost. */
interface Variant {
  readonly id: string;
  readonly title: string;
  readonly textOf: (edition: number) => string;
  /** Modules that are emitted again beside the leaf. */
  readonly readers: readonly string[];
  readonly ratios: readonly Ratio[];
}

export const leafEdit: Benchmark = benchmarkOf({
  id: "B6a",
  title: "one leaf of 50 modules edited, its interface unchanged, loaded again",
  textOf: leafText,
  readers: [],
  ratios: [
    { of: "edit to loaded", over: ["ts-edit"], target: 1.4, gates: true },
    { of: "edit to loaded", over: ["all 50 modules new"], target: 0.15, gates: true },
  ],
});

export const surfaceEdit: Benchmark = benchmarkOf({
  id: "B6b",
  title: "one leaf of 50 modules edited, its interface changed, loaded again",
  textOf: leafOfSurface,
  readers: DIRECT_IMPORTERS,
  ratios: [{ of: "edit to loaded", over: ["ts-edit"], target: 2.5, gates: true }],
});

function benchmarkOf(variant: Variant): Benchmark {
  return { id: variant.id, run: (settings) => withDirectory(run(variant, settings)) };
}

function run({ id, title, textOf, readers, ratios }: Variant, settings: BenchmarkSettings) {
  const { quick } = settings;
  const carriedPaths = LEAF_IMPORTERS.filter((path) => !readers.includes(path));
  const emitted = 1 + readers.length;
  const expected = {
    modulesEmitted: emitted,
    // Readers of the interface come out as the bodies that they were, and those are known.
    emittedParses: 1,
    bodiesVerified: 1,
    sourceDigests: 1,
    carried: carriedPaths.length,
    identitiesComputed: 1 + LEAF_IMPORTERS.length,
  };
  const counted = Object.keys(expected) as (keyof typeof expected)[];
  return async (directory: string): Promise<BenchmarkReport> => {
    const { runtime, counters } = await openSubject(directory);
    const agreement = new Agreement();
    const gates = new CounterGates(expected);
    const files = fiftyModules();
    await runtime.patterns.compileAndRegisterModules(programOf(files), { space: SPACE });
    const floor = new TsEditFloor(fiftyModules(), floorLibraries());
    const bundled = fiftyModules();
    const bundler = new IncrementalBundler(bundled);
    const vite = nodePeer("vite.js");
    const turns = { subject: 0, floor: 0, all: 0, peer: 0, vite: 0 };
    const measured = await measureInterleaved([
      {
        name: "edit to loaded",
        role: "subject",
        sample: async () => {
          const turn = ++turns.subject;
          const before = { ...counters };
          const started = performance.now();
          files.set(LEAF, textOf(turn));
          const { compiled, result } = await runtime.patterns
            .compileAndRegisterModules(programOf(files), { space: SPACE });
          const ms = performance.now() - started;
          gates.observe(countedSince(counters, before, counted));
          const paths = new Map(compiled.sources.map(({ identity, path }) => [identity, path]));
          const carried = compiled.outcome.carried.map((identity) => paths.get(identity)!).sort();
          agreement.prove("the sample", "modules carried", carriedPaths.toSorted());
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
          const { ms, written } = floor.edit(LEAF, textOf(turn));
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
          bundled.set(LEAF, textOf(turn));
          const started = performance.now();
          const body = await bundler.rebuild();
          const ms = performance.now() - started;
          const modules = [{ path: "/main.ts", body, imports: new Map<string, string>() }];
          const { exports } = runNative(modules, v8CompileAll(modules));
          prove("esbuild", `program ${turn}`, exports.get("/main.ts")!["main"]);
          return ms;
        },
      },
      {
        name: "vite leaf edit",
        role: "peer",
        caveat: "strips types of the edited file and evaluates what imports it again; no type " +
          "check, no sandbox, nothing stored",
        sample: async () => {
          await ensurePeers(settings);
          const turn = ++turns.vite;
          const served = `${directory}/vite`;
          if (turn === 1) await writeServed(served);
          const { ms, result } = await vite.ask({
            directory: served,
            edits: { [LEAF]: textOf(turn) },
          });
          agreement.prove("vite", `program ${turn}`, result);
          return ms;
        },
      },
    ], { samples: quick ? 8 : 40, warmUp: quick ? 3 : WARM_UP });
    await vite.stop();
    await bundler.dispose();
    await stopEsbuild();
    await runtime.dispose();
    return {
      id,
      title,
      unit: "one edit, text to stored and evaluated",
      measured,
      counters: gates.gates,
      ratios: [
        ...ratios,
        { of: "edit to loaded", over: ["vite leaf edit"] },
        { of: "edit to loaded", over: ["esbuild incremental rebuild"] },
      ],
      remarks: [
        `Carried without emit, parse or verification: ${carriedPaths.join(", ")}.`,
        "The subject also stores the new source and compiled documents before it answers.",
        "A profile of an edit: half is TypeScript, which makes a checker for the edited program and " +
        "checks what the transformer asks about; the commit is an eighth, evaluation a ninth.",
        ...PROFILE,
      ],
    };

    function prove(by: string, input: string, fn: unknown): void {
      if (typeof fn !== "function") throw new Error(`${by} has no function for ${input}.`);
      agreement.prove(by, input, Reflect.apply(fn, undefined, [SAMPLE_VALUES]));
    }
  };
}

/** The program on disk, with an entry that exports what it computes. */
async function writeServed(directory: string): Promise<void> {
  await writeNativeProgram(directory, fiftyModules(), SAMPLE_VALUES);
  const values = JSON.stringify(SAMPLE_VALUES);
  const entry = `import { main } from "./main.ts";\nexport const total = main(${values});\n`;
  await Deno.writeTextFile(`${directory}/${NATIVE_ENTRY}`, entry);
}
