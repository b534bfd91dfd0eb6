/** A page has no compiler: pages take this file for `lazy-compiler-powers.ts`. */
import type { Counters } from "@commonfabric/contract";
import type { CompilerProvider } from "./types.ts";

/** A provider that refuses: a page runs what was compiled elsewhere. */
export function makeLazyCompiler(_counters?: Counters): CompilerProvider {
  return {
    ensureCompiler: () =>
      Promise.reject(new Error("A page has no compiler: load modules that are compiled already.")),
  };
}
