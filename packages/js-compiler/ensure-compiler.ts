/**
 * The only way to the TypeScript half of this package. Nothing on a path that finds its bodies in
 * the cache comes here, so an unchanged program never pays for the compiler.
 */
import type { Counters } from "@commonfabric/contract";
import { CompilerNotLoadedError } from "./errors.ts";

/** What the chunk exports. */
export type CompilerChunk = typeof import("./typescript/chunk.ts");

let pending: Promise<CompilerChunk> | undefined;
let loaded: CompilerChunk | undefined;

/** Loads the chunk once per process. `typescriptLoads` counts the load, where it happens. */
export function ensureCompiler(counters?: Counters): Promise<CompilerChunk> {
  if (pending === undefined) {
    if (counters !== undefined) counters.typescriptLoads++;
    pending = import("./typescript/chunk.ts").then((chunk) => (loaded = chunk));
    // A failed load (no memory, a missing file) may be tried again.
    pending.catch(() => (pending = undefined));
  }
  return pending;
}

/** The chunk, if somebody awaited `ensureCompiler()`. @throws {CompilerNotLoadedError} */
export function loadedCompiler(): CompilerChunk {
  if (loaded === undefined) throw new CompilerNotLoadedError();
  return loaded;
}
