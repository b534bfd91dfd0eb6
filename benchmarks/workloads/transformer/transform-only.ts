/** B14: the transformer alone, module by module over the sample patterns. */
import ts from "typescript";
import { makeCounters } from "@commonfabric/contract";
import { analyze, rewriter } from "@commonfabric/ts-transformers";
import { transformedText, tsNoop } from "../../floors/ts-noop.ts";
import { floorLibraries } from "../../floors/type-libraries.ts";
import { assertNoErrors, FLOOR_OPTIONS, FloorHost } from "../../floors/typescript-host.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { OXC_CAVEAT, stripTypes } from "../../harness/oxc-powers.ts";
import { patternFiles } from "../../samples/pattern-files-powers.ts";

export const transformOnly: Benchmark = { id: "B14", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const texts = patternFiles();
  const libraries = floorLibraries();
  const host = new FloorHost(texts, libraries);
  let program = checkedProgram();
  const files = [...texts.keys()].map((path) => program.getSourceFile(path)!);
  const gates = new CounterGates({ typescriptVisits: 2 });
  const turns = { subject: 0, floor: 0, peer: 0 };
  const next = (of: keyof typeof turns) => files[turns[of]++ % files.length]!;
  const measured = await measureInterleaved([
    {
      name: "facts, rewrite, print",
      role: "subject",
      sample: () => {
        // What a program was asked before would be remembered.
        if (turns.subject > 0 && turns.subject % files.length === 0) program = checkedProgram();
        const file = next("subject");
        const counters = makeCounters();
        const { ms, result } = cpuTimed(() => {
          const { modules: [facts] } = analyze(program, [file], { counters });
          return transformedText(file, rewriter(facts!));
        });
        gates.observe({ typescriptVisits: counters.typescriptVisits });
        requirePattern(result);
        return ms;
      },
    },
    {
      name: "ts-noop",
      role: "floor",
      caveat: "visits and prints; decides nothing, makes no schema",
      sample: () => {
        const file = next("floor");
        const { ms, result } = cpuTimed(() => tsNoop(file));
        requirePattern(result);
        return ms;
      },
    },
    {
      name: "oxc-transform",
      role: "peer",
      caveat: OXC_CAVEAT,
      sample: async () => {
        const file = next("peer");
        const { ms, code } = await stripTypes(file.fileName, file.text);
        requirePattern(code);
        return ms;
      },
    },
  ], { samples: (quick ? 1 : 10) * files.length, warmUp: (quick ? 0 : 10) * files.length });
  return {
    id: "B14",
    title: "transformer alone, ten sample patterns",
    unit: "CPU of one module, in a program that was checked before",
    measured,
    counters: gates.gates,
    ratios: [
      { of: "facts, rewrite, print", over: ["ts-noop"], target: 2, gates: true },
      { of: "facts, rewrite, print", over: ["oxc-transform"] },
    ],
    remarks: [
      "Modules take turns, so a median is that of the sample; every turn of all is a new program.",
    ],
  };

  /** A new program over the same trees, with every type resolved. */
  function checkedProgram(): ts.Program {
    const rootNames = [...texts.keys(), ...libraries.keys()];
    const made = ts.createProgram({ rootNames, options: FLOOR_OPTIONS, host });
    for (const path of texts.keys()) {
      assertNoErrors(made.getSemanticDiagnostics(made.getSourceFile(path)));
    }
    return made;
  }
}

function requirePattern(text: string): void {
  if (!/\bpattern\b/.test(text)) throw new Error("The printed module defines no pattern.");
}
