/**
 * B2: the stored pattern of B1 once more in a process that has evaluated it: read and evaluated anew
 * in a compartment of its own, and by pointer in a session that has it.
 */
import { loadAttestedClosure } from "@commonfabric/compilation-cache";
import type { CachedModule } from "@commonfabric/runner";
import { type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { loadModules } from "../../floors/load-modules.ts";
import { SqlFloor } from "../../floors/sql.ts";
import { Agreement } from "../../harness/agreement.ts";
import type { Benchmark, BenchmarkReport, BenchmarkSettings } from "../../harness/benchmark.ts";
import { type Contender, measureInterleaved } from "../../harness/contender.ts";
import { closureChecks } from "../../harness/closure-checks-powers.ts";
import { CounterGates } from "../../harness/counter-gates.ts";
import { nodePeer } from "../../harness/peer-process-powers.ts";
import { ensurePeers } from "../../harness/peers-powers.ts";
import {
  countedSince,
  openSubject,
  SPACE,
  type Subject,
  withDirectory,
} from "../../harness/subject-powers.ts";
import { writeNativeProgram } from "../../samples/native-program-powers.ts";
import { SAMPLE_VALUES } from "../../samples/pattern-program.ts";
import { type Edition, MODULES } from "./edition.ts";
import { callWithSample, storeEditions, totalOf } from "./stored-editions.ts";

/** A load by pointer takes microseconds: this many are one sample. */
const BATCH = 200;
const NEVER = {
  typescriptLoads: 0,
  programsCreated: 0,
  authoredParses: 0,
  emittedParses: 0,
  bodiesVerified: 0,
  sourceMapsDecoded: 0,
};
const ANEW = { ...NEVER, modulesEvaluated: MODULES, compartmentsCreated: 1 };
const SHARED = { ...NEVER, modulesEvaluated: 0, compartmentsCreated: 0 };
const COUNTED = Object.keys(ANEW) as (keyof typeof ANEW)[];

export const repeatedLoad: Benchmark = {
  id: "B2",
  run: (settings) => withDirectory(run(settings)),
};

function run(settings: BenchmarkSettings) {
  return async (directory: string): Promise<BenchmarkReport> => {
    const [edition] = await storeEditions(directory, 1, "key file");
    const subject = await openSubject(directory);
    const store = await sqliteStores(directory)(SPACE);
    const floor = new SqlFloor(`${directory}/floor.sqlite`);
    floor.insert([...edition!.rows].map(([key, row]) => [key, JSON.stringify(row)]));
    const vite = nodePeer("vite.js");
    const gates = { anew: new CounterGates(ANEW), shared: new CounterGates(SHARED) };
    const parts = { directory, edition: edition!, subject, agreement: new Agreement() };
    const measured = await measureInterleaved([
      await anew(parts, store, gates.anew),
      await shared(parts, gates.shared),
      {
        name: "load-7",
        role: "floor",
        caveat: "no verification, no attestation, no identity check",
        sample: () => {
          const { ms, lifted } = loadModules(floor, [...edition!.rows.keys()]);
          parts.agreement.prove("load-7", "total", callWithSample(lifted[0]));
          return ms;
        },
      },
      {
        name: "vite cached ssrLoadModule",
        role: "peer",
        caveat: "a table of modules of one server; no sandbox, nothing verified",
        sample: async () => {
          await ensurePeers(settings);
          await writeNativeProgram(`${directory}/vite`, edition!.files, SAMPLE_VALUES);
          const { ms, result } = await vite.ask({ directory: `${directory}/vite` });
          parts.agreement.prove("vite", "total", result);
          return ms;
        },
      },
    ], { samples: settings.quick ? 12 : 100, warmUp: 10 });
    await vite.stop();
    floor.close();
    await store.close();
    await subject.runtime.dispose();
    return {
      id: "B2",
      title: "the same pattern again in one process",
      unit: "one load, texts known to the process",
      measured,
      counters: [...named("anew", gates.anew), ...named("shared", gates.shared)],
      ratios: [
        { of: "evaluated anew", over: ["load-7"], target: 1.5, gates: true },
        { of: "shared", over: ["load-7"], target: 0.5, gates: true },
        { of: "shared", over: ["vite cached ssrLoadModule"] },
      ],
      remarks: [
        "Evaluated anew: the closure is read with every check, and evaluated apart from the session.",
        `Shared: by pointer, in a session that has the pattern; a mean of ${BATCH} loads.`,
      ],
    };
  };
}

interface Parts {
  readonly directory: string;
  readonly edition: Edition;
  readonly subject: Subject;
  readonly agreement: Agreement;
}

async function anew(
  { directory, edition: { entry }, subject: { runtime, counters }, agreement }: Parts,
  store: SpaceStore,
  gates: CounterGates,
): Promise<Contender> {
  const checks = closureChecks(directory);
  await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
  return {
    name: "evaluated anew",
    role: "subject",
    sample: async () => {
      const before = { ...counters };
      const started = performance.now();
      const { usable } = await loadAttestedClosure(store, entry, checks);
      const modules = new Map([...usable].map(([identity, doc]): [string, CachedModule] => {
        const { filename, code, bodyHash, verdict, imports, trust, interfaceDigest, emitKey } = doc;
        const body = { identity, filename, code, bodyHash, verdict, imports };
        return [identity, { ...body, trust, interfaceDigest, emitKey, warnings: [] }];
      }));
      const { main } = runtime.engine.evaluateCachedModules(modules, entry, { isolated: true });
      const ms = performance.now() - started;
      if (main["default"] === undefined) throw new Error("The pattern is not there.");
      gates.observe(countedSince(counters, before, COUNTED));
      agreement.prove("evaluated anew", "total", totalOf(runtime, entry));
      return ms;
    },
  };
}

async function shared(
  { edition: { entry }, subject: { runtime, counters }, agreement }: Parts,
  gates: CounterGates,
): Promise<Contender> {
  const first = await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
  return {
    name: "shared",
    role: "subject",
    sample: async () => {
      const before = { ...counters };
      const started = performance.now();
      let pattern: unknown;
      for (let load = 0; load < BATCH; load++) {
        pattern = await runtime.patterns.loadPatternByIdentity(entry, "default", SPACE);
      }
      const ms = performance.now() - started;
      if (pattern === undefined || first === undefined) {
        throw new Error("The pattern is not there.");
      }
      gates.observe(countedSince(counters, before, COUNTED));
      agreement.prove("shared", "total", totalOf(runtime, entry));
      return ms / BATCH;
    },
  };
}

function named(what: string, gates: CounterGates): CounterGates["gates"] {
  return gates.gates.map((gate) => ({ ...gate, name: `${gate.name} (${what})` }));
}
