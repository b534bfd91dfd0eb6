/**
 * B1v: a stored pattern of seven modules is loaded by pointer into a fresh session, without an
 * attestation key: every body is read, verified and evaluated. Each sample loads an edition that
 * the process has not evaluated before.
 */
import { type Counters, makeCounters } from "@commonfabric/contract";
import { acornAll } from "../floors/acorn.ts";
import { loadModules, type ModuleRow } from "../floors/load-modules.ts";
import { SqlFloor } from "../floors/sql.ts";
import { Agreement } from "../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../harness/benchmark.ts";
import { measureInterleaved } from "../harness/contender.ts";
import { CounterGates } from "../harness/counter-gates.ts";
import { countedSince, openSubject, SPACE, withDirectory } from "../harness/subject-powers.ts";
import { COMPUTATION, patternProgram, SAMPLE_VALUES } from "../samples/pattern-program.ts";
import { programOf } from "../samples/program.ts";
import { rowsOf } from "./rows-of.ts";

const MODULES = 7;
const WARM_UP = 10;
const EXPECTED = {
  typescriptLoads: 0,
  programsCreated: 0,
  authoredParses: 0,
  bodiesAttested: 0,
  sourceMapsDecoded: 0,
  bodiesVerified: MODULES,
  emittedParses: MODULES,
};
const COUNTED = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

export const warmLoad: Benchmark = { id: "B1v", run: (settings) => withDirectory(run(settings)) };

/** A stored edition: its pointer for the subject, its rows for the floors. */
interface Edition {
  readonly entry: string;
  readonly rows: ReadonlyMap<string, ModuleRow>;
}

function run({ quick }: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const samples = quick ? 12 : 100;
    const editions = await storeEditions(directory, WARM_UP + samples);
    const floorStore = new SqlFloor(`${directory}/floor.sqlite`);
    for (const { rows } of editions) {
      floorStore.insert([...rows].map(([key, row]) => [key, JSON.stringify(row)]));
    }
    const agreement = new Agreement();
    const gates = new CounterGates(EXPECTED);
    const turns = { subject: 0, floor: 0, acorn: 0 };
    const measured = await measureInterleaved([
      {
        name: "load by pointer",
        role: "subject",
        sample: async () => {
          const turn = turns.subject++;
          const { ms, counters, total } = await loadStored(directory, editions[turn]!.entry);
          gates.observe(countedSince(counters, makeCounters(), COUNTED));
          agreement.prove("subject", `edition ${turn}`, total);
          return ms;
        },
      },
      {
        name: "load-7",
        role: "floor",
        caveat: "no verification, no identity check, plain CommonJS exports",
        sample: () => {
          const turn = turns.floor++;
          const { ms, lifted } = loadModules(floorStore, [...editions[turn]!.rows.keys()]);
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
    ], { samples, warmUp: WARM_UP });
    floorStore.close();
    return {
      id: "B1v",
      title: "warm load of 7 modules without attestation key",
      unit: "one load, session and store open, texts new to the process",
      measured,
      counters: gates.gates,
      ratios: [{ of: "load by pointer", over: ["load-7", "acorn"], target: 1.6 }],
      remarks: [
        "The subject also recomputes every identity of the closure from its stored edges, checks " +
        "each text against its digest, judges the body grammar, resolves exports across modules, " +
        "and runs the real builders.",
      ],
    };
  };
}

async function storeEditions(directory: string, count: number): Promise<Edition[]> {
  const { runtime } = await openSubject(directory);
  const editions: Edition[] = [];
  for (let edition = 0; edition < count; edition++) {
    const program = programOf(patternProgram(MODULES, edition));
    const { entryIdentity, compiled } = await runtime.patterns
      .compileAndRegisterModules(program, { space: SPACE });
    editions.push({ entry: entryIdentity, rows: rowsOf(compiled) });
  }
  await runtime.dispose();
  return editions;
}

async function loadStored(
  directory: string,
  entry: string,
): Promise<{ ms: number; counters: Counters; total: unknown }> {
  const { runtime, counters } = await openSubject(directory);
  const started = performance.now();
  const pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
  const ms = performance.now() - started;
  if (pattern === undefined) throw new Error(`The stored pattern ${entry} did not load.`);
  const compute = runtime.engine.implementationFor({ identity: entry, symbol: COMPUTATION });
  const total = callWithSample(compute);
  const counted = { ...counters };
  await runtime.dispose();
  return { ms, counters: counted, total };
}

function callWithSample(compute: unknown): unknown {
  if (typeof compute !== "function") throw new Error("The program lifted no computation.");
  return Reflect.apply(compute, undefined, [SAMPLE_VALUES]);
}
