/**
 * B12 and M4: ten thousand loads of distinct small programs in one session. What it holds no longer
 * grows once its tables are full, what was evicted is collected, and no table exceeds its bound.
 */
import type {
  Benchmark,
  BenchmarkReport,
  BenchmarkSettings,
  CounterGate,
} from "../../harness/benchmark.ts";
import { statisticsOf } from "../../harness/statistics.ts";
import { runDeno } from "../../harness/process-powers.ts";
import { withDirectory } from "../../harness/subject-powers.ts";
import type { TableReport } from "../../harness/table-watch.ts";
import { type Held, heldRatios, heldRows } from "./held.ts";

const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env"];
const MAX_GROWTH = 0.01;
const MIN_COLLECTED = 0.95;

export const manyLoads: Benchmark = { id: "B12", run: (settings) => runOf("B12", settings) };
export const tableBounds: Benchmark = { id: "M4", run: (settings) => runOf("M4", settings) };

/** What the process prints. */
interface ManyLoads {
  readonly loads: number;
  readonly evicted: number;
  readonly collected: number;
  readonly atHalf: Held;
  readonly atEnd: Held;
  readonly tables: TableReport;
  readonly typescriptLoads: number;
  readonly bodiesVerified: number;
  /** Of the whole process. */
  readonly ms: number;
}

const runs = new Map<number, Promise<ManyLoads>>();

/** Both benchmarks are about one run. */
async function runOf(id: "B12" | "M4", { quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  const loads = quick ? 200 : 10_000;
  const run = runs.get(loads) ?? withDirectory((directory) => loadMany(directory, loads));
  runs.set(loads, run);
  const found = await run;
  const counters = id === "B12" ? collectionGates(found, quick) : tableGates(found, quick);
  return {
    id,
    title: id === "B12"
      ? `${loads} loads of distinct programs in one session`
      : `entries of tables after ${loads} loads`,
    unit: "mean of one load, start of the process included",
    measured: [
      { name: "load by pointer", role: "subject", statistics: statisticsOf([found.ms / loads]) },
      ...id === "B12" ? heldRows(found.atHalf, found.atEnd) : [],
    ],
    counters,
    ratios: id === "B12" ? heldRatios(quick ? undefined : MAX_GROWTH) : [],
    remarks: id === "B12" ? collectionRemarks(found) : tableRemarks(found),
  };
}

async function loadMany(directory: string, loads: number): Promise<ManyLoads> {
  const store = fileOf("../../processes/store-programs.ts");
  const stored = await runDeno([...PERMISSIONS, store, directory, String(loads)]);
  const entries = `${directory}/entries.json`;
  await Deno.writeTextFile(entries, stored.stdout);
  const script = fileOf("../../processes/many-loads.ts");
  const flags = ["--v8-flags=--expose-gc", ...PERMISSIONS];
  const { ms, stdout } = await runDeno([...flags, script, directory, entries]);
  return { ...JSON.parse(stdout) as Omit<ManyLoads, "ms">, ms };
}

function collectionGates(found: ManyLoads, quick: boolean): CounterGate[] {
  const { evicted, collected, typescriptLoads, bodiesVerified } = found;
  const warm = [
    zeroGate("typescriptLoads", typescriptLoads),
    zeroGate("bodiesVerified", bodiesVerified),
  ];
  // Before the tables are full everything is held.
  if (quick) return warm;
  return [
    ...warm,
    failGate("95 % of the evicted compartments collected", collected >= MIN_COLLECTED * evicted),
  ];
}

function tableGates({ tables, loads }: ManyLoads, quick: boolean): CounterGate[] {
  const above = tables.bounded.filter(({ size, bound }) => size > bound).length;
  const growing = tables.others.filter(({ size }) => size >= loads).length;
  return [
    zeroGate("tables above their bound", above),
    ...quick ? [] : [zeroGate("tables that have grown with every load", growing)],
  ];
}

function collectionRemarks({ evicted, collected }: ManyLoads): string[] {
  return [`Of ${evicted} programs that were evicted, ${collected} compartments were collected.`];
}

function tableRemarks({ tables: { bounded, others } }: ManyLoads): string[] {
  const sizes = bounded.toSorted((a, b) => b.size - a.size)
    .map(({ size, bound }) => `${size} of ${bound}`);
  return [
    `Tables of \`BoundedMap\`, entries of bound: ${sizes.join(", ")}.`,
    ...others.map(({ size, where }) => `A table of ${size} entries that bounds itself: ${where}.`),
  ];
}

function zeroGate(name: string, actual: number): CounterGate {
  return { name, expected: 0, actual };
}

/** A property that holds, as a counter of one. */
function failGate(name: string, holds: boolean): CounterGate {
  return { name, expected: 1, actual: holds ? 1 : 0 };
}

function fileOf(relative: string): string {
  return new URL(relative, import.meta.url).pathname;
}
