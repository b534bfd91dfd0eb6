/** The side document `cacheLifetime`: what the processes that wrote to a space counted. */
import type { Counters } from "@commonfabric/contract";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, LIFETIME_KEY } from "./documents/keys.ts";
import { exactFields, type Fields } from "./documents/shape.ts";
import type { WritePowers } from "./write/cache-port.ts";

const COUNTS = [
  "hits",
  "misses",
  "byIdentityHits",
  "partialHits",
  "carried",
  "repairs",
  "disagreements",
] as const;

/** Sessions that end at the same time collide, each of the others at most once. */
const ATTEMPTS = 8;

const STABILITY = ["stable", "changed", "unstable"] as const;

export type CompileCacheStats = Readonly<Record<typeof COUNTS[number], number>>;

/** What one session counted. */
export interface SessionCounters extends CompileCacheStats {
  readonly identityStability: Readonly<Record<typeof STABILITY[number], number>>;
}

export interface LifetimeCounters extends SessionCounters {
  readonly sessions: number;
}

/** The view of the counters that belongs to the cache. */
export function getCompileCacheStats(counters: Counters): CompileCacheStats {
  const { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements } = counters;
  return { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements };
}

/** What `counters` moved since they stood at `before`: a counter object may outlive a session. */
export function sessionCounters(before: Counters, counters: Counters): SessionCounters {
  const stats = getCompileCacheStats(counters);
  const { stable, changed, unstable } = counters.identityStability;
  return {
    hits: stats.hits - before.hits,
    misses: stats.misses - before.misses,
    byIdentityHits: stats.byIdentityHits - before.byIdentityHits,
    partialHits: stats.partialHits - before.partialHits,
    carried: stats.carried - before.carried,
    repairs: stats.repairs - before.repairs,
    disagreements: stats.disagreements - before.disagreements,
    identityStability: {
      stable: stable - before.identityStability.stable,
      changed: changed - before.identityStability.changed,
      unstable: unstable - before.identityStability.unstable,
    },
  };
}

/** Whether a session counted nothing: there is nothing to add then. */
export function isIdle({ identityStability, ...counts }: SessionCounters): boolean {
  return [...Object.values(counts), ...Object.values(identityStability)].every((count) =>
    count === 0
  );
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
 * Adds the counters of a session, once, at its end. Best effort: statistics are worth no failure, so
 * the answer is whether it succeeded.
 */
export async function addLifetime(
  store: SpaceStore,
  counters: SessionCounters,
  powers: Pick<WritePowers, "newTxId" | "sha256">,
): Promise<boolean> {
  const key = cacheDocumentKey(LIFETIME_KEY, powers.sha256);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const [stored] = await store.read([key]);
      const sum = addCounters(parseLifetime(stored?.doc.value), counters);
      const result = await store.commit({
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

function addCounters(
  before: LifetimeCounters | undefined,
  counters: SessionCounters,
): LifetimeCounters {
  const sum = (name: typeof COUNTS[number]) => (before?.[name] ?? 0) + counters[name];
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
