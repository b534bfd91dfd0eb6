/** What the counters say of the compile cache. */
import type { Counters } from "@commonfabric/contract";

/** Outcomes of the cache, as `getCompileCacheStats` reports them. */
export interface CompileCacheStats {
  readonly hits: number;
  readonly misses: number;
  readonly byIdentityHits: number;
  readonly partialHits: number;
  readonly carried: number;
  readonly repairs: number;
  readonly disagreements: number;
}

export function cacheStatsOf(
  { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements }: Counters,
): CompileCacheStats {
  return { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements };
}
