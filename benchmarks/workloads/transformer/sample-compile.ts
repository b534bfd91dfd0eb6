/** T1: the ten sample patterns compiled by a warm compiler, all steps, stage by stage. */
import { tsEmit } from "../../floors/ts-emit.ts";
import { floorLibraries } from "../../floors/type-libraries.ts";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { bodiesText, PatternCompiler, requireVerified } from "../../harness/pattern-compiler.ts";
import { stageLine } from "../../harness/stage-clock.ts";
import { countedSince } from "../../harness/subject-powers.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";

const BUDGET_MS = 500;

export const sampleCompile: Benchmark = { id: "T1", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const compiler = await PatternCompiler.load();
  const libraries = floorLibraries();
  const agreement = new Agreement();
  const { size } = patternFiles();
  const gates = new CounterGates({
    programsCreated: 1,
    authoredParses: size,
    modulesEmitted: size,
    typescriptVisits: 2 * size,
  });
  requireVerified(compiler.compile(patternFiles()));
  let edition = 0;
  const measured = await measureInterleaved([
    {
      name: "full compile",
      role: "subject",
      sample: () => {
        const files = patternFiles(++edition);
        const before = { ...compiler.counters };
        const { ms, result } = cpuTimed(() => compiler.compile(files));
        gates.observe(countedSince(compiler.counters, before, [
          "programsCreated",
          "authoredParses",
          "modulesEmitted",
          "typescriptVisits",
        ]));
        agreement.prove("full compile", "bodies", bodiesText(result));
        return ms;
      },
    },
    {
      name: "compile without type gate",
      role: "baseline",
      caveat: "types are resolved where the transformer asks for them, and nowhere else",
      sample: () => {
        const files = patternFiles(++edition);
        const { ms, result } = cpuTimed(() => compiler.compile(files, { skipGate: true }));
        agreement.prove("compile without type gate", "bodies", bodiesText(result));
        return ms;
      },
    },
    {
      name: "noCheck emit",
      role: "floor",
      caveat: "no type check, no transformer, no schemas, no identity",
      sample: () => {
        const files = patternFiles(++edition);
        const { ms, result } = cpuTimed(() => tsEmit(files, libraries));
        const modules = [...result.keys()].filter((path) => path.endsWith(".js")).length;
        if (modules !== size) throw new Error(`${modules} modules were emitted.`);
        return ms;
      },
    },
  ], { samples: quick ? 1 : 20, warmUp: quick ? 0 : 10 });
  const stages = Array.from(
    { length: quick ? 1 : 5 },
    () => compiler.stagesOf(patternFiles(++edition)),
  );
  return {
    id: "T1",
    title: "ten sample patterns with a warm compiler",
    unit: "CPU of one compile of all ten files, text to bodies",
    measured,
    counters: gates.gates,
    ratios: [
      { of: "full compile", over: ["noCheck emit"], target: 2.5, gates: true },
      { of: "compile without type gate", over: ["noCheck emit"] },
    ],
    remarks: [
      stageLine(stages),
      `The budget of a full compile is ${BUDGET_MS} ms of CPU; it is reported and does not gate.`,
      "Bodies are verified once and are the same in every sample and without the gate.",
    ],
  };
}
