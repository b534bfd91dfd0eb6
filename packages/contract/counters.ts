/**
 * The counter object: plain integers that the engine owns and hands to every package below it.
 * Reading has no side effect, and no decision may read a counter.
 */

const NAMES = [
  // compiler and transformer
  "typescriptLoads",
  "programsCreated",
  "authoredParses",
  "modulesEmitted",
  "carried",
  "typescriptVisits",
  "sourceMapsDecoded",
  "sourceMapsDropped",
  // identity
  "identitiesComputed",
  "sourceDigests",
  "edgeMemoMismatches",
  // verifier and sandbox
  "emittedParses",
  "bodiesVerified",
  "bodiesAttested",
  "modulesEvaluated",
  "compartmentsCreated",
  "bodyDisagreement",
  // cache
  "hits",
  "partialHits",
  "misses",
  "byIdentityHits",
  "repairs",
  "disagreements",
  // store
  "storeReads",
  "storeWrites",
  "storeTransactions",
  // packages
  "networkRequests",
  "archivesRead",
  "packageCompiles",
  // scheduler
  "actionRuns",
  "computationRuns",
  "effectRuns",
  "handlerRuns",
  "eventsDelivered",
  "settlePasses",
  "suspensions",
  "conflicts",
  "rebases",
  "fallbackEvaluations",
  "observationsAccepted",
] as const;

export type CounterName = typeof NAMES[number];

/** Reasons for which a stored observation is not accepted. */
export interface ObservationRejections {
  absent: number;
  implementation: number;
  fingerprint: number;
  reads: number;
  outputs: number;
}

/** Outcomes of the identity-stability telemetry. */
export interface IdentityStability {
  stable: number;
  changed: number;
  unstable: number;
}

export type Counters = Record<CounterName, number> & {
  observationsRejected: ObservationRejections;
  identityStability: IdentityStability;
};

/** A counter object with every counter at zero. */
export function makeCounters(): Counters {
  const zeros = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<CounterName, number>;
  return {
    ...zeros,
    observationsRejected: { absent: 0, implementation: 0, fingerprint: 0, reads: 0, outputs: 0 },
    identityStability: { stable: 0, changed: 0, unstable: 0 },
  };
}

/** A deep copy, for reports. */
export function copyCounters(counters: Counters): Counters {
  return {
    ...counters,
    observationsRejected: { ...counters.observationsRejected },
    identityStability: { ...counters.identityStability },
  };
}
