/** R1: a transaction that sets 1,000 cells and commits, beside the same rows in plain SQLite. */
import { SqlFloor } from "../../floors/sql.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { countedSince, openSubject, SPACE, withDirectory } from "../../harness/subject-powers.ts";

const CELLS = 1_000;

export const commitCells: Benchmark = {
  id: "R1",
  run: (settings) => withDirectory((directory) => run(settings, directory)),
};

async function run({ quick }: BenchmarkSettings, directory: string): Promise<BenchmarkReport> {
  const { runtime, counters } = await openSubject(directory);
  const floor = new SqlFloor(`${directory}/floor.sqlite`);
  const cells = numbered((index) => runtime.getCell(SPACE, { note: index }));
  const ids = cells.map((cell) => cell.getAsNormalizedFullLink().id);
  const gates = new CounterGates({ storeTransactions: 1, storeWrites: CELLS });
  let edition = 0;
  const measured = await measureInterleaved([
    {
      name: "set and commit",
      role: "subject",
      sample: async () => {
        const values = valuesOf(++edition);
        const before = { ...counters };
        const started = performance.now();
        const tx = runtime.edit();
        cells.forEach((cell, index) => cell.withTx(tx).set(values[index]));
        const result = await tx.commit();
        const ms = performance.now() - started;
        if (!("ok" in result)) throw new Error("The commit was not accepted.");
        gates.observe(countedSince(counters, before, ["storeTransactions", "storeWrites"]));
        return ms;
      },
    },
    {
      name: "sql",
      role: "floor",
      caveat: "JSON texts by id: no conflicts, no log, no canonical form",
      sample: () => {
        const values = valuesOf(++edition);
        const started = performance.now();
        floor.insert(values.map((value, index) => [ids[index]!, JSON.stringify(value)]));
        return performance.now() - started;
      },
    },
  ], { samples: quick ? 5 : 60, warmUp: quick ? 2 : 20 });
  for (const [index, id] of ids.entries()) {
    const { title } = JSON.parse(floor.read(id)) as { title: string };
    if (!title.startsWith(`note ${index} `)) throw new Error(`The floor stored ${title}.`);
  }
  floor.close();
  await runtime.dispose();
  return {
    id: "R1",
    title: `${CELLS} cells set and committed on SQLite`,
    unit: "one transaction, durable when it returns",
    measured,
    counters: gates.gates,
    ratios: [{ of: "set and commit", over: ["sql"], target: 4, gates: true }],
    remarks: [
      "Both sync the file at the commit. The subject also compares sequence numbers, keeps a " +
      "commit log for other processes and the outcome by transaction id.",
    ],
  };
}

function valuesOf(edition: number): unknown[] {
  return numbered((index) => ({ title: `note ${index} of ${edition}`, done: false, edition }));
}

function numbered<T>(make: (index: number) => T): T[] {
  return Array.from({ length: CELLS }, (_, index) => make(index));
}
