/**
 * Two processes resume one piece at the same time, and each adds notes: all are there afterwards,
 * none twice, and both processes compiled nothing.
 */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { expectCounters, WARM_COUNTERS, WARM_EVENTS } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { NOTES, withScene } from "../scene.ts";

const ADDED = 5;

export const twoAtOnce: Leg = {
  name: "two at once",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const spec = { resume: created.piece, notes: ADDED };
      for (const { code, report } of await Promise.all([scene.resume(spec), scene.resume(spec)])) {
        assert.equal(code, 0, report.error);
        assert.deepEqual(report.errors, []);
        assert.ok(report.counters.handlerRuns >= ADDED);
        assert.equal(report.counters.typescriptLoads, 0);
        assert.ok(report.edited!.snapshot.rows >= NOTES + ADDED);
      }
      const { code, report } = await scene.resume({ resume: created.piece });
      assert.equal(code, 0, report.error);
      const { resumed } = report;
      const { rows, rowIds, name } = resumed!.snapshot;
      assert.equal(rows, NOTES + 2 * ADDED);
      assert.equal(new Set(rowIds).size, rows);
      assert.deepEqual(rowIds.slice(0, NOTES), created.edited.snapshot.rowIds);
      assert.equal(name, `Notebook (${rows} notes)`);
      assert.deepEqual(eventLines(resumed!.events, created.loaded[0]!.modules), WARM_EVENTS);
      expectCounters(resumed!, WARM_COUNTERS);
      return report;
    }),
};
