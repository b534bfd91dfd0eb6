/** Packs the result of a compile for evaluation and for write-back. */
import type { ModuleIdentity, Program } from "@commonfabric/module-identity";
import type { CompiledBodies, ModuleBody } from "./compile-to-graph.ts";
import type { CacheableModule, CompiledGraph, CompileToGraphOptions, LoadId } from "./types.ts";

/** The compiled graph; without modules for write-back when the type gate was skipped. */
export function packCompiledGraph(
  program: Program,
  entry: ModuleIdentity,
  { verified, sources, bodies, verifiedNow, rejected }: CompiledBodies,
  options: CompileToGraphOptions,
  loadId: LoadId,
): CompiledGraph {
  const of = (origin: ModuleBody["origin"]) =>
    bodies.filter((body) => body.origin === origin).map(({ module }) => module.identity);
  return {
    loadId,
    entryIdentity: entry.identity,
    entryPath: entry.path,
    mainExport: options.mainExport ?? program.mainExport ?? "default",
    graph: verified.graph,
    sources,
    modules: options.skipGate ? [] : bodies.map(cacheable),
    outcome: {
      compiled: of("compiled"),
      carried: of("carried"),
      cached: of("cached"),
      verified: verifiedNow,
      rejected,
    },
  };
}

function cacheable(
  { module, verdict, body, compiled, cached, ...given }: ModuleBody,
): CacheableModule {
  const digests = (compiled ?? cached)!;
  const summary = compiled?.sidecar?.functions ?? cached?.summary;
  return {
    identity: module.identity,
    filename: module.path,
    code: body,
    bodyHash: verdict.bodyHash,
    verdict,
    imports: module.storedEdges,
    get sourceMap() {
      return given.sourceMap();
    },
    get sites() {
      return given.sites();
    },
    trust: "none",
    source: module.text,
    sourceDigest: module.sourceDigest,
    interfaceDigest: digests.interfaceDigest,
    emitKey: digests.emitKey,
    ...(summary && { summary }),
    warnings: digests.warnings ?? [],
  };
}
