/**
 * The way to the compiler: TypeScript, the transformers and the type libraries, behind dynamic
 * imports. Nothing on a path that finds its bodies in the cache comes here.
 */
import type { Counters } from "@commonfabric/contract";
import { ensureCompiler } from "@commonfabric/js-compiler";
import type { CompilerProvider, EngineCompiler } from "./types.ts";

/** A provider whose compiler is made at the first use and stays warm. Needs read access. */
export function makeLazyCompiler(counters?: Counters): CompilerProvider {
  let pending: Promise<EngineCompiler> | undefined;
  return {
    ensureCompiler: () => {
      if (pending === undefined) {
        pending = makeCompiler(counters);
        // A load that failed for want of memory or files may be tried again.
        pending.catch(() => (pending = undefined));
      }
      return pending;
    },
  };
}

async function makeCompiler(counters: Counters | undefined): Promise<EngineCompiler> {
  const [chunk, transformer, { readTypeLibs }] = await Promise.all([
    ensureCompiler(counters),
    import("@commonfabric/ts-transformers"),
    import("@commonfabric/api/type-libs"),
  ]);
  const { analyze, rewriter, sidecar, interfaceParts } = transformer;
  const compiler = new chunk.TypeScriptCompiler(readTypeLibs());
  return {
    parseEdges: chunk.parseEdges,
    compile: (program, options) =>
      compiler.compileToModulesInterleaved(program, {
        ...options,
        transformer: { analyze, rewriter, sidecar, interfaceParts },
      }),
  };
}
