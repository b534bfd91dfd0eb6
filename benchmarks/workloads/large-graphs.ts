/**
 * B9: loads of large graphs. Bodies are verified before the clock starts, as they are where a valid
 * attestation exists; the verification is measured beside the load.
 */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters, moduleRecordKey } from "@commonfabric/contract";
import {
  compileSourcesToRecords,
  ensureLockdown,
  loadModuleGraph,
  makeModuleVerifier,
  makeSandboxGlobals,
  type SourceRecord,
  verifyBody,
  verifyRecordGraph,
} from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { type NativeModule, runNative, v8CompileAll } from "../floors/v8-compile.ts";
import { Agreement } from "../harness/agreement.ts";
import type {
  Benchmark,
  BenchmarkReport,
  BenchmarkSettings,
  CounterGate,
  Ratio,
} from "../harness/benchmark.ts";
import { type Contender, type Measured, measureInterleaved } from "../harness/contender.ts";
import {
  type GraphModule,
  graphModules,
  type GraphShape,
  PROOF_DEPTH,
  specifierOf,
} from "../samples/record-graphs.ts";

/** Functions beside the exported one: bodies of about 2 KB. */
const FILLERS = 12;
const LONGEST_CHAIN = 20_000;
const SHAPES: readonly GraphShape[] = ["chain", "random", "star"];

export const largeGraphs: Benchmark = { id: "B9", run };

async function run({ quick }: BenchmarkSettings): Promise<BenchmarkReport> {
  ensureLockdown();
  const sizes = quick ? [100, 1_000] : [100, 1_000, 10_000];
  const measured: Measured[] = [];
  const ratios: Ratio[] = [];
  for (const shape of SHAPES) {
    for (const count of sizes) {
      const name = `${shape} ${count}`;
      const samples = Math.max(2, Math.min(quick ? 5 : 20, 10_000 / count));
      measured.push(
        ...await measureInterleaved(contendersFor(shape, count), {
          samples,
          warmUp: count === 100 ? 10 : 1,
        }),
      );
      ratios.push({ of: `load ${name}`, over: [`v8-compile ${name}`], target: 1.8, gates: true });
    }
    const largest = `load ${shape} ${sizes.at(-1)}`;
    ratios.push({ of: largest, over: [`load ${shape} 100`], target: 1.3, gates: true });
  }
  return {
    id: "B9",
    title: "load of large graphs, bodies of 2 KB verified before",
    unit: "per module, texts new to the process",
    measured,
    counters: [longestChain()],
    ratios,
    remarks: [
      "The floor compiles the same bodies outside any compartment and links nothing.",
      "A profile of a load: V8's compile is two fifths, linking and instances of ses a sixth, " +
      "namespaces and links of the loader a tenth, freezing functions the next.",
      `A chain of ${LONGEST_CHAIN} modules is loaded once, without a clock.`,
    ],
  };
}

interface VerifiedSample {
  readonly load: () => ReturnType<typeof loadModuleGraph>;
  readonly verifyMs: number;
}

const globals = makeSandboxGlobalsOnce();
const verifier = makeModuleVerifier({
  policy: { hosts: hostTable },
  sha256: nodeSha256,
  verifierVersion: verifierVersion(),
});

/** More samples than one attempt takes. */
const EDITIONS_OF_AN_ATTEMPT = 1_000;
let attempts = 0;

function contendersFor(shape: GraphShape, count: number): Contender[] {
  const agreement = new Agreement();
  const name = `${shape} ${count}`;
  // A text that an earlier attempt has compiled is known to the engine.
  const first = ++attempts * EDITIONS_OF_AN_ATTEMPT;
  const turns = { load: first, floor: first };
  const sample = (edition: number) => graphModules({ shape, count, edition, fillers: FILLERS });
  let verifyMs = NaN;
  return [
    {
      name: `load ${name}`,
      role: "subject",
      sample: () => {
        const edition = ++turns.load;
        const verified = verifySample(sample(edition));
        verifyMs = verified.verifyMs;
        const started = performance.now();
        const { namespace } = verified.load();
        const ms = performance.now() - started;
        prove(`load ${name}`, edition, namespace["f"]);
        return ms / count;
      },
    },
    {
      name: `verify ${name}`,
      role: "baseline",
      caveat:
        "parse and check of every body, and the graph check; paid once where bodies are stored " +
        "with a valid attestation",
      sample: () => verifyMs / count,
    },
    {
      name: `v8-compile ${name}`,
      role: "floor",
      sample: () => {
        const edition = ++turns.floor;
        const modules = sample(edition).map(nativeModule);
        const started = performance.now();
        const functions = v8CompileAll(modules);
        const ms = performance.now() - started;
        const { exports } = runNative(modules, functions);
        prove(`v8-compile ${name}`, edition, exports.get(modules.at(-1)!.path)!["f"]);
        return ms / count;
      },
    },
  ];

  function prove(by: string, edition: number, fn: unknown): void {
    if (typeof fn !== "function") throw new Error(`${by}: the entry exports no function.`);
    agreement.prove(by, `edition ${edition}`, Reflect.apply(fn, undefined, [PROOF_DEPTH]));
  }
}

/** The gate: a chain as long as a closure may be loads, and every module of it runs once. */
function longestChain(): CounterGate {
  const counters = makeCounters();
  const modules = graphModules({ shape: "chain", count: LONGEST_CHAIN, edition: 0, fillers: 0 });
  verifySample(modules, counters).load();
  return {
    name: `modulesEvaluated of a chain of ${LONGEST_CHAIN}`,
    expected: LONGEST_CHAIN,
    actual: counters.modulesEvaluated,
  };
}

function verifySample(modules: readonly GraphModule[], counters = makeCounters()): VerifiedSample {
  const started = performance.now();
  const sources = modules.map((module, index): SourceRecord => {
    const identity = identityOf(index);
    const { body, path } = module;
    const verdict = verifyBody(verifier, body, {
      specifier: moduleRecordKey(identity),
      declaredImports: module.imports.map(specifierOf),
      authoredPath: path,
    });
    if (!verdict.ok) throw verifier.rejectionError(verdict, moduleRecordKey(identity), path);
    const edges = module.imports.map((target) => ({
      specifier: specifierOf(target),
      kind: "module" as const,
      identity: identityOf(target),
    }));
    return { identity, path, kind: "code", edges, compiled: { body, verdict } };
  });
  const entry = moduleRecordKey(identityOf(modules.length - 1));
  const records = compileSourcesToRecords(
    sources,
    new Map(),
    (surfaces) => verifier.resolveExports(surfaces),
  );
  const { graph } = verifyRecordGraph(records, entry, verifier);
  const verifyMs = performance.now() - started;
  const load = () =>
    loadModuleGraph(entry, graph, { globals: globals(), name: "benchmark", counters });
  return { load, verifyMs };
}

function nativeModule({ path, body, imports }: GraphModule): NativeModule {
  return {
    path,
    body,
    imports: new Map(imports.map((target) => [specifierOf(target), specifierOf(target).slice(1)])),
  };
}

/** A well-formed identity for a module: 43 characters, unlike for unlike modules. */
function identityOf(index: number): string {
  return `sample-${index}`.padEnd(42, "-") + "A";
}

function makeSandboxGlobalsOnce(): () => ReturnType<typeof makeSandboxGlobals> {
  let made: ReturnType<typeof makeSandboxGlobals> | undefined;
  return () => made ??= makeSandboxGlobals();
}
