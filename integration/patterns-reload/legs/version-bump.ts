/** Another toolchain version: compiled once, from the stored sources alone, then warm again. */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { EVALUATED, expectCounters, expectSame, expectWarm, MODULES } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { withScene } from "../scene.ts";

const SALTED = { CF_RUNTIME_VERSION_SALT: "reload-leg" };

export const versionBump: Leg = {
  name: "version bump",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const { modules } = created.loaded[0]!;
      const bumped = await scene.resumeWithCompiler({ resume: created.piece }, SALTED);
      assert.equal(bumped.code, 0, bumped.report.error);
      const { resumed } = bumped.report;
      expectSame(resumed!.snapshot, created.edited.snapshot);
      assert.deepEqual(eventLines(resumed!.events, modules), [
        `cacheMiss ${MODULES.map((path) => `${path}:absent`).join(" ")}`,
        `compiled ${MODULES.join(" ")}`,
        `verified ${MODULES.join(" ")}`,
        `evaluated ${EVALUATED.join(" ")}`,
        `wroteBack 0 sources, ${MODULES.length} compiled`,
        "resumed",
      ]);
      expectCounters(resumed!, {
        typescriptLoads: 1,
        programsCreated: 1,
        modulesEmitted: MODULES.length,
        misses: 1,
        byIdentityHits: 0,
        networkRequests: 0,
        computationRuns: 0,
      });
      expectWarm(await scene.resume({ resume: created.piece }, SALTED), created);
      // The documents of the first version were left alone.
      expectWarm(await scene.resume({ resume: created.piece }), created);
      return bumped.report;
    }),
};
