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

/** A process that resumed the piece of `created` without compiling, every body verified again. */
export function expectWarm({ code, report }: Exit, created: Created): void {
  assert.equal(code, 0, report.error);
  assert.deepEqual(report.errors, []);
  const resumed = report.resumed!;
  expectSame(resumed.snapshot, created.edited.snapshot);
  assert.deepEqual(eventLines(resumed.events, created.loaded[0]!.modules), WARM_EVENTS);
  expectCounters(resumed, WARM_COUNTERS);
}

export const WARM_EVENTS: readonly string[] = [
  `cacheHit space ${MODULES.join(" ")}`,
  `verified ${MODULES.join(" ")}`,
  `evaluated ${EVALUATED.join(" ")}`,
  "resumed",
];

/** No compiler, no miss, no network: every module came from the store and was verified again. */
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
  bodiesVerified: MODULES.length,
  bodiesAttested: 0,
  modulesEvaluated: EVALUATED.length,
  repairs: 0,
  // Two looks of the host.
  actionRuns: 2,
  computationRuns: 0,
};
