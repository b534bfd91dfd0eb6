/** R5: one event to a counter, from the call until the runtime has settled. Only printed. */
import { sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { LivePiece } from "../../harness/live-piece-powers.ts";
import { countedSince, withDirectory } from "../../harness/subject-powers.ts";
import { COUNTER } from "../../samples/reactive-programs.ts";

export const eventLatency: Benchmark = {
  id: "R5",
  run: (settings) => withDirectory((directory) => run(settings, directory)),
};

async function run({ quick }: BenchmarkSettings, directory: string): Promise<BenchmarkReport> {
  const gates = new CounterGates({ handlerRuns: 1, computationRuns: 1 });
  const pieces = [
    {
      name: "event, memory",
      piece: await LivePiece.start(memoryStores(() => Date.now()), COUNTER, { count: 0 }),
    },
    {
      name: "event, SQLite",
      piece: await LivePiece.start(sqliteStores(directory), COUNTER, { count: 0 }),
    },
  ];
  const contenders = pieces.map(({ name, piece }) => eventContender(name, piece, gates));
  const measured = await measureInterleaved(contenders, {
    samples: quick ? 20 : 500,
    warmUp: quick ? 5 : 50,
  });
  for (const { piece } of pieces) await piece.stop();
  return {
    id: "R5",
    title: "event to settled, a counter and what is computed from it",
    unit: "one event: sent, handled, committed, computed, stored, shown",
    measured,
    counters: gates.gates,
    ratios: [{ of: "event, SQLite", over: ["event, memory"] }],
    remarks: [],
  };
}

function eventContender(name: string, piece: LivePiece, gates: CounterGates): Contender {
  const { runtime, counters } = piece.subject;
  const stream = piece.result.key("add");
  let sum = 0;
  return {
    name,
    role: "subject",
    sample: async () => {
      const before = { ...counters };
      sum += 1;
      const started = performance.now();
      await runtime.sendEvent(stream, { by: 1 });
      await runtime.settled();
      const ms = performance.now() - started;
      gates.observe(countedSince(counters, before, ["handlerRuns", "computationRuns"]));
      const { count, double } = piece.shown as { count: number; double: number };
      if (count !== sum || double !== 2 * sum) throw new Error(`shown ${count} and ${double}`);
      return ms;
    },
  };
}
