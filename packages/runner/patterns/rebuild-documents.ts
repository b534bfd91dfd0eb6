/** The compiled documents of a stored program, made from its sources and nothing else. */
import type { CompiledDoc, SourceDoc } from "@commonfabric/compilation-cache";
import type { Program } from "@commonfabric/module-identity";
import type { Engine } from "../engine/engine.ts";
import { isDeterministicFailure } from "../engine/failures.ts";
import { docOfModule } from "./cached-modules.ts";

/**
 * Compiles `sources`, the closure of the module with the path `main`; no body of a cache is used.
 * `undefined` when that is no program: its author's errors, or a verifier that refuses a body.
 */
export async function rebuildDocuments(
  engine: Engine,
  { main, sources, runtimeVersion }: {
    readonly main: string;
    readonly sources: readonly SourceDoc[];
    readonly runtimeVersion: string;
  },
): Promise<readonly CompiledDoc[] | undefined> {
  const dataFiles = sources.filter(({ kind }) => kind === "data").map(({ filename }) => filename);
  const files = sources.map(({ filename, code }) => ({ name: filename, contents: code }));
  const program: Program = { main, files, ...(dataFiles.length > 0 && { dataFiles }) };
  try {
    const graph = await engine.compileToRecordGraph(program, { storedSource: true });
    const bySource = new Map(graph.sources.map((source) => [source.identity, source]));
    return graph.modules.map((compiled) =>
      docOfModule({ source: bySource.get(compiled.identity)!, compiled }, runtimeVersion)
    );
  } catch (error) {
    if (isDeterministicFailure(error)) return undefined;
    throw error;
  }
}
