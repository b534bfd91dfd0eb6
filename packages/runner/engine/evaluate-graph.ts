/** Evaluation of a graph, and the graph of cached modules. Synchronous; reaches no compiler. */
import { type Counters, moduleRecordKey } from "@commonfabric/contract";
import type { SourceMapParser } from "@commonfabric/js-compiler";
import type { Identity } from "@commonfabric/module-identity";
import { runWithoutFrame } from "../frame-powers.ts";
import type { SandboxGlobals } from "../sandbox/compartment.ts";
import { mapErrorOnce } from "../sandbox/guest-errors.ts";
import { loadModuleGraph } from "../sandbox/loader.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";
import type { Namespace } from "../sandbox/namespace.ts";
import type { HostModules } from "../sandbox/records.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import { type ModuleVerifier, verifyRecordGraph } from "../sandbox/verification.ts";
import { compileSourcesToRecords, type SourceRecord } from "./compile-sources-to-records.ts";
import type { EvaluatedModuleTable } from "./evaluated-modules.ts";
import { classifyEvaluationFailure, classifyFailure } from "./failures.ts";
import type { BodyVerifier } from "./module-bodies.ts";
import type { CachedModule, EvaluateResult, LoadId } from "./types.ts";

export interface EvaluateContext {
  readonly globals: SandboxGlobals;
  readonly evaluated: EvaluatedModuleTable;
  readonly verifier: ModuleVerifier;
  readonly maps: SourceMapParser;
  readonly counters: Counters;
}

/** @throws the error of the module that failed, with its stack mapped once */
export function evaluateGraph(
  graph: RecordGraph,
  entry: Identity,
  loadId: LoadId,
  { globals, evaluated, verifier, maps, counters }: EvaluateContext,
): { readonly result: EvaluateResult; readonly evaluatedNow: readonly Identity[] } {
  // A load that an action starts is no part of the action: it has frames of its own.
  const load = runWithoutFrame(() => {
    try {
      return loadModuleGraph(moduleRecordKey(entry), graph, {
        globals,
        name: `load-${loadId}`,
        evaluated,
        verifier,
        counters,
        hooks: {
          beforeEvaluate: (key, sourceUrl) => {
            const map = graph.maps.get(key);
            if (map !== undefined) maps.loadLazy(sourceUrl, map);
          },
        },
      });
    } catch (error) {
      throw classifyEvaluationFailure(mapErrorOnce(error, maps));
    }
  });
  const known = new Map(load.modules.map((module) => [module.identity, module]));
  for (const identity of graph.pathByIdentity.keys()) {
    const elsewhere = known.has(identity) ? undefined : evaluated.find(identity);
    if (elsewhere !== undefined) known.set(identity, elsewhere);
  }
  return {
    result: resultOf([...known.values()], load.namespace, loadId),
    evaluatedNow: load.evaluatedNow,
  };
}

function resultOf(
  modules: readonly EvaluatedModule[],
  main: Namespace,
  loadId: LoadId,
): EvaluateResult {
  const exportMap = Object.create(null) as Record<string, Namespace>;
  for (const { path, namespace } of modules) exportMap[path] = namespace;
  return {
    loadId,
    main,
    exportMap: Object.freeze(exportMap),
    exportsByIdentity: new Map(modules.map(({ identity, namespace }) => [identity, namespace])),
    sourcePathByIdentity: new Map(modules.map(({ identity, path }) => [identity, path])),
    registrationsByIdentity: new Map(
      modules.map(({ identity, registrations }) => [identity, registrations]),
    ),
  };
}

/** A verified graph of cached modules. @throws an element failure for a refused body or graph */
export function cachedGraph(
  modules: ReadonlyMap<Identity, CachedModule>,
  entry: Identity,
  context: {
    readonly bodies: BodyVerifier;
    readonly verifier: ModuleVerifier;
    readonly hosts: HostModules;
    /** Texts of the data files that the modules read, by identity. */
    readonly data: ReadonlyMap<Identity, string>;
  },
): { readonly graph: RecordGraph; readonly verified: readonly Identity[] } {
  const { bodies, verifier, hosts, data } = context;
  const verified: Identity[] = [];
  const sources: SourceRecord[] = [];
  try {
    for (const [identity, cached] of modules) {
      const { filename: path, imports: storedEdges, code: body } = cached;
      const given = { body, sourceMap: () => cached.sourceMap, sites: () => cached.sites };
      const module = { identity, path, storedEdges };
      const { verdict, isVerified } = bodies.judge(module, given, cached);
      if (isVerified) verified.push(identity);
      if (!verdict.ok) {
        throw verifier.rejectionError(verdict, moduleRecordKey(identity), path);
      }
      sources.push({
        identity,
        path,
        kind: "code",
        edges: storedEdges,
        compiled: { ...given, verdict },
      });
    }
    const graph = compileSourcesToRecords(
      sources,
      hosts,
      (surfaces) => verifier.resolveExports(surfaces),
      (identity) => data.get(identity),
    );
    const { graph: proven } = verifyRecordGraph(graph, moduleRecordKey(entry), verifier);
    return { graph: proven, verified };
  } catch (error) {
    throw classifyFailure(error, "element");
  }
}
