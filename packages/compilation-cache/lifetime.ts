/** The side document `cacheLifetime`: what the processes that wrote to a space counted. */
import type { Counters } from "@commonfabric/contract";
import { cacheDocumentKey, LIFETIME_KEY } from "./documents/keys.ts";
import { exactFields, type Fields } from "./documents/shape.ts";
import type { CachePort, WritePowers } from "./write/cache-port.ts";

const COUNTS = [
  "hits",
  "misses",
  "byIdentityHits",
  "partialHits",
  "carried",
  "repairs",
  "disagreements",
] as const;
const STABILITY = ["stable", "changed", "unstable"] as const;

export type CompileCacheStats = Readonly<Record<typeof COUNTS[number], number>>;

export interface LifetimeCounters extends CompileCacheStats {
  readonly sessions: number;
  readonly identityStability: Readonly<Record<typeof STABILITY[number], number>>;
}

/** The view of the counters that belongs to the cache. */
export function getCompileCacheStats(counters: Counters): CompileCacheStats {
  const { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements } = counters;
  return { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements };
}

/** The counters of a stored value, or `undefined` when it is not exactly that. */
export function parseLifetime(value: unknown): LifetimeCounters | undefined {
  const fields = exactFields(value, [...COUNTS, "sessions", "identityStability"]);
  const stability = exactFields(fields?.get("identityStability"), STABILITY);
  if (fields === undefined || stability === undefined) return undefined;
  const counts = numbersOf(fields, [...COUNTS, "sessions"] as const);
  const identityStability = numbersOf(stability, STABILITY);
  return counts && identityStability && { ...counts, identityStability };
}

/**
 * Adds the counters of this process, once, at close. Best effort: statistics are worth no failure,
 * so the answer is whether it succeeded.
 */
export async function addLifetime(
  port: CachePort,
  counters: Counters,
  powers: Pick<WritePowers, "newTxId" | "sha256">,
): Promise<boolean> {
  const key = cacheDocumentKey(LIFETIME_KEY, powers.sha256);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const [stored] = await port.store.read([key]);
      const sum = addCounters(parseLifetime(stored?.doc.value), counters);
      const result = await port.commit({
        txId: powers.newTxId(),
        reads: [],
        writes: [{
          key,
          doc: { value: sum },
          base: stored?.seq ?? "absent",
          tag: LIFETIME_KEY,
        }],
      });
      if ("ok" in result) return true;
      if ("refused" in result) return false;
    } catch {
      return false;
    }
  }
  return false;
}

function addCounters(before: LifetimeCounters | undefined, counters: Counters): LifetimeCounters {
  const stats = getCompileCacheStats(counters);
  const sum = (name: typeof COUNTS[number]) => (before?.[name] ?? 0) + stats[name];
  const stability = (name: typeof STABILITY[number]) =>
    (before?.identityStability[name] ?? 0) + counters.identityStability[name];
  return {
    hits: sum("hits"),
    misses: sum("misses"),
    byIdentityHits: sum("byIdentityHits"),
    partialHits: sum("partialHits"),
    carried: sum("carried"),
    repairs: sum("repairs"),
    disagreements: sum("disagreements"),
    sessions: (before?.sessions ?? 0) + 1,
    identityStability: {
      stable: stability("stable"),
      changed: stability("changed"),
      unstable: stability("unstable"),
    },
  };
}

function numbersOf<N extends string>(
  fields: Fields,
  names: readonly N[],
): Record<N, number> | undefined {
  const numbers = {} as Record<N, number>;
  for (const name of names) {
    const value = fields.get(name);
    if (!Number.isSafeInteger(value) || (value as number) < 0) return undefined;
    numbers[name] = value as number;
  }
  return numbers;
}
