/** T4: one of the ten sample patterns is edited, and the program compiled again. */
import { MemoryEmitMemo } from "@commonfabric/js-compiler";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { cpuTimed } from "../../harness/cpu-clock-powers.ts";
import { bodiesText, PatternCompiler } from "../../harness/pattern-compiler.ts";
import { countedSince } from "../../harness/subject-powers.ts";
import { inEdition, patternFiles } from "../../samples/pattern-files-powers.ts";

export const oneFileEdit: Benchmark = { id: "T4", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const compiler = await PatternCompiler.load();
  const agreement = new Agreement();
  const files = patternFiles();
  const paths = [...files.keys()];
  const gates = new CounterGates({
    modulesEmitted: 1,
    carried: files.size - 1,
    authoredParses: 1,
    programsCreated: 1,
    typescriptVisits: 2,
  });
  const emitMemo = new MemoryEmitMemo();
  compiler.compile(files, { emitMemo });
  const turns = { edit: 0, all: 0 };
  const measured = await measureInterleaved([
    {
      name: "one file edited",
      role: "subject",
      sample: () => {
        const turn = ++turns.edit;
        const path = paths[turn % paths.length]!;
        files.set(path, inEdition(patternFiles().get(path)!, 1_000_000 + turn));
        const before = { ...compiler.counters };
        const { ms, result } = cpuTimed(() => compiler.compile(files, { emitMemo }));
        gates.observe(countedSince(compiler.counters, before, [
          "modulesEmitted",
          "carried",
          "authoredParses",
          "programsCreated",
          "typescriptVisits",
        ]));
        agreement.prove("one file edited", "bodies", bodiesText(result));
        return ms;
      },
    },
    {
      name: "full compile",
      role: "baseline",
      sample: () => {
        const all = patternFiles(2_000_000 + ++turns.all);
        const { ms, result } = cpuTimed(() => compiler.compile(all));
        agreement.prove("full compile", "bodies", bodiesText(result));
        return ms;
      },
    },
  ], { samples: quick ? 1 : 20, warmUp: quick ? 0 : 10 });
  return {
    id: "T4",
    title: "one file of ten sample patterns edited",
    unit: "CPU of one compile, text to bodies",
    measured,
    counters: gates.gates,
    ratios: [{ of: "one file edited", over: ["full compile"], target: 0.4, gates: true }],
    remarks: ["Every file is edited in turn."],
  };
}
