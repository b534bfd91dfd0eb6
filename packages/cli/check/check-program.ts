/** Checks one program: resolve, identify, compile, verify, evaluate, instantiate. */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  compareDiagnostics,
  copyCounters,
  type Counters,
  type Diagnostic,
  makeCounters,
  makeDiagnostic,
} from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import {
  type CompiledGraph,
  getArtifactEntryRef,
  isPattern,
  type LoggedEvent,
  type Namespace,
  patternGraph,
  Runtime,
  storedForm,
  type Toolchain,
} from "@commonfabric/runner";
import { policyDigest } from "@commonfabric/sandbox-verifier";
import type { SpaceId, SpaceStore, SpaceStores } from "@commonfabric/storage";
import { StageClock, type Timings } from "../output/timings.ts";
import { stageTimesInto } from "../program/stage-times.ts";
import { type DiscoveredProgram, discoverProgram } from "../program/discover-program.ts";
import {
  type AuthorFailure,
  compileFailure,
  type Phase,
  PHASES,
  thrownDiagnostic,
} from "../program/error-diagnostics.ts";
import { moduleShapes } from "../program/module-shape.ts";
import { storeErrorIn } from "../store/open-space.ts";
import { type CheckedModule, checkedModule } from "./checked-module.ts";
import { instantiate } from "./instantiate.ts";
import { type ExportShape, patternSchemas, programExports } from "./program-exports.ts";

export interface CheckRequest {
  /** As the user typed it. */
  readonly file: string;
  readonly path: string;
  readonly root: string;
  readonly dataFile: string | undefined;
  readonly mainExport: string;
  readonly until: Phase;
  /** Leaves the type check out; nothing is stored then. */
  readonly skipGate: boolean;
  /** The existing store whose cache is read and filled. */
  readonly cache?: { readonly stores: SpaceStores; readonly space: string };
  /** Stores of a scratch directory, for instantiation. */
  readonly scratchStores: () => Promise<SpaceStores>;
  readonly toolchain: Toolchain;
  readonly nowMs: () => number;
  /** Aborts compiles. */
  readonly signal: AbortSignal;
}

/** One entry of `programs` of the document. */
export interface ProgramReport {
  readonly file: string;
  readonly main: string;
  readonly root: string;
  readonly mainExport: string;
  readonly ok: boolean;
  readonly reached: Phase | null;
  readonly failed: Phase | null;
  readonly entryIdentity: string | null;
  readonly runtimeVersion: string | null;
  readonly modules: readonly CheckedModule[];
  readonly exports: readonly ExportShape[] | null;
  readonly schemas: { readonly argument: object; readonly result: object } | null;
  readonly packages: readonly { key: string; identity: string; grants: readonly string[] }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counters: Counters;
  readonly timings: Timings;
}

export interface CheckedProgram {
  readonly report: ProgramReport;
  readonly compiled: CompiledGraph | undefined;
  /** The graph of the main export in its stored form, when that is a pattern. */
  readonly graph: unknown;
  readonly textOf: DiscoveredProgram["textOf"];
}

/** What the stages behind resolution found. */
interface Progress {
  reached: Phase | null;
  failure?: AuthorFailure;
  compiled?: CompiledGraph;
  main?: Namespace;
}

/** Mistakes of the author are in the report. @throws what a store file is refused for */
export async function checkProgram(request: CheckRequest): Promise<CheckedProgram> {
  const { cache, until, toolchain } = request;
  const clock = new StageClock(request.nowMs);
  const counters = makeCounters();
  let scratch: SpaceStores | undefined;
  const open = async (space: SpaceId): Promise<SpaceStore> => {
    if (cache !== undefined && space === cache.space) return await cache.stores(space);
    scratch ??= await request.scratchStores();
    return await scratch(space);
  };
  const runtime = new Runtime({
    stores: Object.assign(open, { secretFile: cache?.stores.secretFile }),
    // What a scratch store holds is read by nobody else.
    ...(cache === undefined ? { attestation: "none" } : {}),
    counters,
    toolchain,
  });
  const events: LoggedEvent[] = [];
  runtime.patterns.events.subscribe((event) => void events.push(event));
  runtime.patterns.events.subscribe(stageTimesInto(clock));
  try {
    // An opened space answers for edges, so that an unchanged program needs no parser.
    if (cache !== undefined) await runtime.openSpace(cache.space);
    const found = await discoverProgram(request, {
      counters,
      clock,
      memo: runtime.edgeMemo,
      mainExport: request.mainExport,
    });
    const progress: Progress = { reached: null };
    if (found.program === undefined) {
      const phase = found.analysis === undefined || found.analysis.missing.length > 0
        ? "resolve"
        : "identity";
      progress.failure = { phase, diagnostics: found.diagnostics };
      progress.reached = phase === "identity" ? "resolve" : null;
    } else if (until === "resolve" || until === "identity") {
      progress.reached = until;
    } else {
      progress.reached = "identity";
      await compileAndRun(found.program, request, runtime, events, progress);
    }
    const report = reportOf(request, found, progress, { clock, counters, events });
    const graph = storedGraph(progress.main, request.mainExport);
    return { report, compiled: progress.compiled, graph, textOf: found.textOf };
  } finally {
    await runtime.dispose();
  }
}

function storedGraph(main: Namespace | undefined, mainExport: string): unknown {
  const value = main === undefined || !Object.hasOwn(main, mainExport)
    ? undefined
    : Reflect.get(main, mainExport);
  if (!isPattern(value)) return undefined;
  return storedForm(patternGraph(value), (artifact) => getArtifactEntryRef(artifact) ?? "unnamed");
}

async function compileAndRun(
  program: ResolvedProgram,
  request: CheckRequest,
  runtime: Runtime,
  events: readonly LoggedEvent[],
  progress: Progress,
): Promise<void> {
  const { until, cache, skipGate, mainExport, signal } = request;
  const stops = until === "compile" || until === "verify";
  try {
    const options = cache === undefined ? { signal } : { space: cache.space, signal };
    if (stops || skipGate) {
      progress.compiled = skipGate
        ? await runtime.engine.compileToRecordGraph(program, { skipGate, signal })
        : await runtime.patterns.compileModules(program, options);
      progress.reached = stops ? until : "verify";
      if (stops) return;
      progress.main = runtime.engine.evaluateRecordGraph(progress.compiled).main;
    } else {
      const evaluated = await runtime.patterns.compileAndRegisterModules(program, options);
      const { compiled, result } = evaluated;
      progress.compiled = compiled;
      progress.main = result.main;
    }
  } catch (error) {
    noteFailure(error, runtime, events, progress, until);
    return;
  }
  if (!Object.hasOwn(progress.main, mainExport)) {
    progress.reached = "verify";
    progress.failure = {
      phase: "evaluate",
      diagnostics: [makeDiagnostic({
        phase: "evaluate",
        code: "MissingExportError",
        message: `No "${mainExport}" export found in compiled pattern.`,
        file: program.main,
      })],
    };
    return;
  }
  progress.reached = "evaluate";
  if (until !== "instantiate") return;
  const diagnostics = await instantiate(program, mainExport, runtime);
  if (diagnostics.length === 0) progress.reached = "instantiate";
  else progress.failure = { phase: "instantiate", diagnostics };
}

function noteFailure(
  error: unknown,
  runtime: Runtime,
  events: readonly LoggedEvent[],
  progress: Progress,
  until: Phase,
): void {
  if (storeErrorIn(error) !== undefined) throw error;
  const failure = compileFailure(error);
  if (failure !== undefined) {
    // The engine verifies what it compiled; a check that stops before does not ask for the answer.
    if (failure.phase === "verify") progress.reached = "compile";
    if (failure.phase !== "verify" || until !== "compile") progress.failure = failure;
    return;
  }
  // Bodies that were reported verified stand; what comes after is the evaluation of guest code.
  if (!events.some(({ type }) => type === "verified")) throw error;
  progress.reached = "verify";
  progress.failure = {
    phase: "evaluate",
    diagnostics: [thrownDiagnostic(error, "evaluate", runtime.engine)],
  };
}

function reportOf(
  request: CheckRequest,
  found: DiscoveredProgram,
  { compiled, main, reached, failure }: Progress,
  { clock, counters, events }: {
    readonly clock: StageClock;
    readonly counters: Counters;
    readonly events: readonly LoggedEvent[];
  },
): ProgramReport {
  const { file, root, mainExport, toolchain } = request;
  const missReasons = new Map<string, string>();
  for (const event of events) {
    if (event.type !== "cacheMiss") continue;
    for (const [identity, reason] of Object.entries(event.reasons)) {
      missReasons.set(identity, reason);
    }
  }
  const refused = failure?.phase === "verify" ? failure.diagnostics.map((each) => each.file) : [];
  const facts = {
    compiled,
    missReasons,
    refused: new Set(refused.filter((path) => path !== null)),
    verifierVersion: toolchain.verifierVersion,
    policy: policyDigest({ hosts: hostTable }, nodeSha256),
  };
  const shapes = found.analysis === undefined ? [] : moduleShapes(found.analysis);
  const warnings = [
    ...(failure === undefined ? found.diagnostics : []),
    ...(compiled?.modules ?? []).flatMap((module) => module.warnings),
  ];
  const diagnostics = [...warnings, ...failure?.diagnostics ?? []].sort(compareDiagnostics);
  return {
    file,
    main: found.main,
    root,
    mainExport,
    ok: !diagnostics.some(({ severity }) => severity === "error"),
    reached,
    failed: failure?.phase ?? null,
    entryIdentity: shapes.find(({ path }) => path === found.main)?.identity ?? null,
    runtimeVersion: toolchain.runtimeVersion ?? null,
    modules: shapes.map((module) => checkedModule(module, facts)),
    exports: main === undefined || compiled === undefined ? null : programExports(main, compiled),
    schemas: main === undefined || !Object.hasOwn(main, mainExport)
      ? null
      : patternSchemas(main[mainExport]),
    packages: [],
    diagnostics,
    counters: copyCounters(counters),
    timings: clock.timings(),
  };
}

/** Whether `phase` is one of the phases of a check. */
export function isPhase(phase: string): phase is Phase {
  return (PHASES as readonly string[]).includes(phase);
}
