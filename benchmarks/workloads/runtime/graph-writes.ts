/**
 * R2 and R3: one input of a running piece is written, and everything that depends on it runs. The
 * peer keeps its graph in memory, without schemas, transactions, sandbox or store.
 */
import { sqliteStores } from "@commonfabric/storage";
import { memoryStores } from "../../../packages/storage/test/support/memory-store.ts";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { LivePiece } from "../../harness/live-piece-powers.ts";
import { countedSince, withDirectory } from "../../harness/subject-powers.ts";
import { chain, diamonds, fanOut, MAPPED_LIST } from "../../samples/reactive-programs.ts";
import { argumentReads, transactions } from "./parts-of-a-run.ts";
import {
  signalChain,
  signalDiamonds,
  signalFanOut,
  type SignalGraph,
  signalList,
} from "./signal-graphs.ts";

const FAN = 100;
const CHAIN = 50;
const DIAMONDS = 10;
const ROWS = 1_000;
const EDITED = 500;
/** Writes of the peer per sample: one takes less than a clock can tell. */
const PEER_BATCH = 100;

interface GraphWrite {
  readonly name: string;
  readonly program: string;
  readonly argument: unknown;
  readonly input: readonly (string | number)[];
  /** Computations that run for one write. */
  readonly runs: number;
  readonly peer: () => SignalGraph;
}

const FAN_OUT: GraphWrite = {
  name: `${FAN} lifts`,
  program: fanOut(FAN),
  argument: { n: 0 },
  input: ["n"],
  runs: FAN,
  peer: () => signalFanOut(FAN),
};

const GRAPHS: readonly GraphWrite[] = [
  {
    name: `chain of ${CHAIN}`,
    program: chain(CHAIN),
    argument: { n: 0 },
    input: ["n"],
    runs: CHAIN,
    peer: () => signalChain(CHAIN),
  },
  {
    name: `${DIAMONDS} diamonds`,
    program: diamonds(DIAMONDS),
    argument: { n: 0 },
    input: ["n"],
    runs: 3 * DIAMONDS,
    peer: () => signalDiamonds(DIAMONDS),
  },
  {
    name: `one of ${ROWS} elements`,
    program: MAPPED_LIST,
    argument: { items: Array.from({ length: ROWS }, (_, value) => ({ value })) },
    input: ["items", EDITED, "value"],
    runs: 1,
    peer: () => signalList(ROWS, EDITED),
  },
];

export const fanOutWrites: Benchmark = {
  id: "R2",
  run: (settings) => withDirectory((directory) => runFanOut(settings, directory)),
};

export const graphWrites: Benchmark = {
  id: "R3",
  run: (settings) => withDirectory((directory) => runGraphs(settings, directory)),
};

async function runFanOut(
  { quick }: BenchmarkSettings,
  directory: string,
): Promise<BenchmarkReport> {
  const stage = await stageOf(FAN_OUT, directory);
  const parts = [await argumentReads(FAN), await transactions(FAN)];
  const measured = await measureInterleaved([
    ...stage.contenders,
    ...parts.map(({ contender }) => contender),
  ], {
    samples: quick ? 5 : 60,
    warmUp: quick ? 2 : 30,
  });
  await stage.stop();
  for (const part of parts) await part.stop();
  const [memory, sqlite, peer] = stage.contenders.map(({ name }) => name) as [
    string,
    string,
    string,
  ];
  return {
    id: "R2",
    title: `one write, ${FAN} lifts of one cell`,
    unit: "a committed write until everything is computed, stored and shown",
    measured,
    counters: stage.gates.gates,
    ratios: [
      { of: memory, over: [peer], target: 8 },
      { of: sqlite, over: [peer] },
      ...parts.map(({ contender }) => ({ of: contender.name, over: [memory] })),
    ],
    remarks: [
      "The parts are the same reads through schemas and the same transactions, outside of the " +
      "scheduler; what they leave of the subject is the scheduler's and the store's.",
      "The peer recomputes closures in memory. The subject reads through schemas, logs what was " +
      "read, runs sandboxed code, and stores each result with what it depends on.",
    ],
  };
}

async function runGraphs(
  { quick }: BenchmarkSettings,
  directory: string,
): Promise<BenchmarkReport> {
  const measured: BenchmarkReport["measured"][number][] = [];
  const counters: BenchmarkReport["counters"][number][] = [];
  const ratios: BenchmarkReport["ratios"][number][] = [];
  for (const graph of GRAPHS) {
    const stage = await stageOf(graph, `${directory}/${graph.runs}`);
    const settings = { samples: quick ? 5 : 40, warmUp: quick ? 2 : 20 };
    measured.push(...await measureInterleaved(stage.contenders, settings));
    counters.push(
      ...stage.gates.gates.map((gate) => ({ ...gate, name: `${gate.name}, ${graph.name}` })),
    );
    const [memory, sqlite, peer] = stage.contenders.map(({ name }) => name) as [
      string,
      string,
      string,
    ];
    ratios.push({ of: memory, over: [peer], target: 8 }, { of: sqlite, over: [peer] });
    await stage.stop();
  }
  return {
    id: "R3",
    title: "one write into a chain, diamonds, a mapped list",
    unit: "a committed write until everything is computed, stored and shown",
    measured,
    counters,
    ratios,
    remarks: ["What the peer does not do: see R2."],
  };
}

async function stageOf(graph: GraphWrite, directory: string): Promise<{
  readonly contenders: Contender[];
  readonly gates: CounterGates;
  readonly stop: () => Promise<void>;
}> {
  const pieces = [
    { name: "memory", stores: memoryStores(() => Date.now()) },
    { name: "SQLite", stores: sqliteStores(directory) },
  ];
  const agreement = new Agreement();
  const gates = new CounterGates({ computationRuns: graph.runs });
  const contenders: Contender[] = [];
  const stops: (() => Promise<void>)[] = [];
  for (const { name, stores } of pieces) {
    const piece = await LivePiece.start(stores, graph.program, graph.argument);
    stops.push(() => piece.stop());
    contenders.push(pieceContender(`${graph.name}, ${name}`, { graph, piece, gates, agreement }));
  }
  contenders.push(peerContender(graph, agreement));
  return {
    contenders,
    gates,
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}

function pieceContender(name: string, { graph, piece, gates, agreement }: {
  readonly graph: GraphWrite;
  readonly piece: LivePiece;
  readonly gates: CounterGates;
  readonly agreement: Agreement;
}): Contender {
  const input = piece.input(...graph.input);
  let value = 0;
  return {
    name,
    role: "subject",
    sample: async () => {
      const before = { ...piece.subject.counters };
      value += PEER_BATCH;
      const started = performance.now();
      await piece.write(input, value);
      const ms = performance.now() - started;
      gates.observe(countedSince(piece.subject.counters, before, ["computationRuns"]));
      agreement.prove(name, `${value}`, inOrder(piece.shown));
      return ms;
    },
  };
}

function peerContender(graph: GraphWrite, agreement: Agreement): Contender {
  const signals = graph.peer();
  let value = 0;
  const name = `${graph.name}, @preact/signals-core`;
  return {
    name,
    role: "peer",
    caveat: "closures in memory: no schema, transaction, sandbox or store",
    sample: () => {
      const started = performance.now();
      for (let turn = 0; turn < PEER_BATCH; turn++) signals.write(++value);
      const ms = (performance.now() - started) / PEER_BATCH;
      agreement.prove(name, `${value}`, inOrder(signals.shown()));
      return ms;
    },
  };
}

/** Members by name: the order of keys is not part of the result. */
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
}
