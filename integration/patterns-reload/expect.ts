/** What several legs expect of a process. */
import assert from "node:assert/strict";
import { eventLines } from "./event-lines.ts";
import type { Part, Snapshot } from "./report.ts";
import type { Created, Exit } from "./scene.ts";

/** The modules of the notebook, dependencies first. */
export const MODULES = ["/settings.ts", "/text.ts", "/types.ts", "/note.tsx", "/main.tsx"] as const;

/** The same without those that only types reach: nothing of them is evaluated. */
export const EVALUATED: readonly string[] = MODULES.filter((path) => path !== "/types.ts");

/** The counters named, and no other value than the one given. */
export function expectCounters(
  part: Pick<Part, "counters">,
  expected: Readonly<Record<string, number>>,
): void {
  const actual = Object.fromEntries(
    Object.keys(expected).map((name) => [name, part.counters[name]]),
  );
  assert.deepEqual(actual, expected);
}

/** The same piece: state, view and rows. */
export function expectSame(actual: Snapshot | undefined, expected: Snapshot): void {
  assert.deepEqual(actual, expected);
}

/** A process that resumed the piece of `created` without compiling and without verifying. */
export function expectWarm(exit: Exit, created: Created): void {
  expectResumed(exit, created, { events: WARM_EVENTS, counters: WARM_COUNTERS });
}

/** As warm, without the key of the store: every body was verified again. */
export function expectWarmWithoutKey(exit: Exit, created: Created): void {
  const counters = {
    ...WARM_COUNTERS,
    bodiesVerified: MODULES.length,
    emittedParses: MODULES.length,
    bodiesAttested: 0,
  };
  const all = MODULES.join(" ");
  const events = [`cacheHit space ${all}`, `verified ${all}`, ...WARM_EVENTS.slice(1)];
  expectResumed(exit, created, { events, counters });
}

function expectResumed(
  { code, report }: Exit,
  created: Created,
  { events, counters }: {
    readonly events: readonly string[];
    readonly counters: Readonly<Record<string, number>>;
  },
): void {
  assert.equal(code, 0, report.error);
  assert.deepEqual(report.errors, []);
  const resumed = report.resumed!;
  expectSame(resumed.snapshot, created.edited.snapshot);
  assert.deepEqual(eventLines(resumed.events, created.loaded[0]!.modules), events);
  expectCounters(resumed, counters);
}

/** With a key the bodies are asked for that run; without one the sources vouch for all of them. */
export const WARM_EVENTS: readonly string[] = [
  `cacheHit space ${EVALUATED.join(" ")}`,
  `evaluated ${EVALUATED.join(" ")}`,
  "resumed",
];

/** No compiler, no verifier, no miss, no network: every body came from the store, attested. */
export const WARM_COUNTERS: Readonly<Record<string, number>> = {
  typescriptLoads: 0,
  programsCreated: 0,
  modulesEmitted: 0,
  misses: 0,
  partialHits: 0,
  networkRequests: 0,
  packageCompiles: 0,
  sourceDigests: 0,
  identitiesComputed: 0,
  byIdentityHits: 1,
  bodiesVerified: 0,
  emittedParses: 0,
  bodiesAttested: EVALUATED.length,
  modulesEvaluated: EVALUATED.length,
  repairs: 0,
  // Two looks of the host.
  actionRuns: 2,
  computationRuns: 0,
};
