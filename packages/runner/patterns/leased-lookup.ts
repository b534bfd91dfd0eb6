/**
 * Looking compiled modules up where several processes may find the same ones missing: whoever gets
 * the lease compiles, the others come back when that is done.
 */
import type { Identity } from "@commonfabric/module-identity";
import type { CompiledLookup, ModuleCache } from "./module-cache.ts";

/** How often somebody comes back who finds others at work. Then he compiles as well. */
const ROUNDS = 64;

export interface LeasedLookup<L> {
  readonly lookup: L;
  /** Ends the lease, if one was granted; a write-back has given it back before. Never rejects. */
  readonly end: () => Promise<void>;
}

/**
 * Repeats `look` until nothing misses, or what misses is this caller's to compile. `canCompile` says
 * whether a compile could make up for the misses at all.
 * @throws the reason of `signal` once that is aborted
 */
export async function lookUpLeased<L extends CompiledLookup>(
  cache: ModuleCache,
  entry: Identity,
  { look, canCompile, signal }: {
    readonly look: (previous: L | undefined) => Promise<L>;
    readonly canCompile?: (lookup: L) => boolean | Promise<boolean>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<LeasedLookup<L>> {
  let lookup = await look(undefined);
  for (let round = 0; round < ROUNDS; round++) {
    if (lookup.misses.size === 0 || await canCompile?.(lookup) === false) break;
    const outcome = await cache.claimCompile(entry, lookup.misses, signal);
    signal?.throwIfAborted();
    if (outcome === "held") return { lookup, end: () => cache.endLease(entry) };
    if (outcome === "none") break;
    lookup = await look(lookup);
  }
  return { lookup, end: () => Promise.resolve() };
}
