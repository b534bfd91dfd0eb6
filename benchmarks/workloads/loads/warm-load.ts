/**
 * B1 and B1v: a stored pattern of seven modules is loaded by pointer into a fresh session; with the
 * key file of its store, and without a key, where every body is verified. Each sample loads an
 * edition that the process has not evaluated before.
 */
import { acornAll } from "../../floors/acorn.ts";
import { loadModules } from "../../floors/load-modules.ts";
import { sha256All } from "../../floors/sha256.ts";
import { SqlFloor } from "../../floors/sql.ts";
import { Agreement } from "../../harness/agreement.ts";
import type {
  Benchmark,
  BenchmarkReport,
  BenchmarkSettings,
  Ratio,
} from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { type Trust, withDirectory } from "../../harness/subject-powers.ts";
import { LoadPeers } from "./load-peers.ts";
import { type Edition, MODULES } from "./edition.ts";
import { callWithSample, loadStored, storeEditions } from "./stored-editions.ts";

const WARM_UP = 10;
const SUBJECT = "load by pointer";

/** What one of the two is about. */
interface Variant {
  readonly id: string;
  readonly title: string;
  readonly trust: Trust;
  readonly counters: Readonly<Record<string, number>>;
  readonly ratios: readonly Ratio[];
  readonly remarks: readonly string[];
  readonly hasPeers: boolean;
}

const NEVER = { typescriptLoads: 0, programsCreated: 0, authoredParses: 0, sourceMapsDecoded: 0 };

const ATTESTED: Variant = {
  id: "B1",
  title: "warm load of 7 modules with the key of the store",
  trust: "key file",
  counters: {
    ...NEVER,
    emittedParses: 0,
    bodiesVerified: 0,
    bodiesAttested: MODULES,
    storeTransactions: 0,
  },
  ratios: [
    { of: SUBJECT, over: ["load-7"], target: 1.5, gates: true },
    { of: SUBJECT, by: "p99", over: ["load-7"], target: 4, gates: true },
    { of: SUBJECT, over: ["@endo/import-bundle"], target: 0.8, gates: true },
    { of: SUBJECT, over: ["jiti warm"] },
    { of: SUBJECT, over: ["isolated-vm"] },
    { of: SUBJECT, over: ["quickjs-emscripten"] },
  ],
  remarks: [
    "The subject also decodes every document, checks its shape and links, its attestation and the " +
    "digests of all texts, resolves exports across modules, and runs the real builders.",
    "A profile: evaluation 53 % (a quarter of it V8's compile of the texts, the rest linking by " +
    "ses, freezing and publishing exports), documents and texts 25 %, linking the graph 11 %, " +
    "building the pattern 7 %. No part stands out.",
  ],
  hasPeers: true,
};

const VERIFIED: Variant = {
  id: "B1v",
  title: "warm load of 7 modules without attestation key",
  trust: "none",
  counters: { ...NEVER, bodiesAttested: 0, bodiesVerified: MODULES, emittedParses: MODULES },
  ratios: [{ of: SUBJECT, over: ["load-7", "acorn"], target: 1.6, gates: true }],
  remarks: [
    "The subject also recomputes every identity of the closure from its stored edges, checks each " +
    "text against its digest, judges the body grammar, resolves exports across modules, and runs " +
    "the real builders.",
  ],
  hasPeers: false,
};

export const warmLoad: Benchmark = benchmarkOf(ATTESTED);
export const verifiedLoad: Benchmark = benchmarkOf(VERIFIED);

function benchmarkOf(variant: Variant): Benchmark {
  return { id: variant.id, run: (settings) => withDirectory(run(variant, settings)) };
}

function run(variant: Variant, settings: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const samples = settings.quick ? 12 : 100;
    const editions = await storeEditions(directory, WARM_UP + samples, variant.trust);
    const floorStore = new SqlFloor(`${directory}/floor.sqlite`);
    for (const { rows } of editions) {
      floorStore.insert([...rows].map(([key, row]) => [key, JSON.stringify(row)]));
    }
    const agreement = new Agreement();
    const gates = new CounterGates(variant.counters);
    const peers = new LoadPeers(directory, editions, settings);
    let turn = 0;
    const measured = await measureInterleaved([
      {
        name: SUBJECT,
        role: "subject",
        sample: async () => {
          const { entry } = editions[turn]!;
          const { ms, counters, total } = await loadStored(directory, entry, variant.trust);
          gates.observe(counters as unknown as Record<string, number>);
          agreement.prove("subject", `edition ${turn++}`, total);
          return ms;
        },
      },
      ...floors(editions, floorStore, agreement),
      ...variant.hasPeers ? peers.contenders(agreement) : [],
    ], { samples, warmUp: WARM_UP });
    await peers.stop();
    floorStore.close();
    return {
      id: variant.id,
      title: variant.title,
      unit: "one load, session and store open, texts new to the process",
      measured,
      counters: gates.gates,
      ratios: variant.ratios,
      remarks: variant.remarks,
    };
  };
}

function floors(
  editions: readonly Edition[],
  store: SqlFloor,
  agreement: Agreement,
): Contender[] {
  const turns = { load: 0, acorn: 0 };
  return [
    {
      name: "load-7",
      role: "floor",
      caveat: "no verification, no identity check, plain CommonJS exports",
      sample: () => {
        const turn = turns.load++;
        const { rows } = editions[turn]!;
        const { ms, lifted, digests } = loadModules(store, [...rows.keys()]);
        const bodies = [...rows.values()].map(({ body }) => body);
        agreement.prove("the sample", `digests of edition ${turn}`, sha256All(bodies));
        agreement.prove("load-7", `digests of edition ${turn}`, digests);
        agreement.prove("load-7", `edition ${turn}`, callWithSample(lifted[0]));
        return ms;
      },
    },
    {
      name: "acorn",
      role: "floor",
      sample: () => {
        const bodies = [...editions[turns.acorn++]!.rows.values()].map(({ body }) => body);
        const started = performance.now();
        const statements = acornAll(bodies);
        const ms = performance.now() - started;
        if (statements.length !== MODULES) throw new Error("Not every body was parsed.");
        return ms;
      },
    },
  ];
}
