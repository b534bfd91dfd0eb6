/**
 * Somebody writes one note while nobody runs the notebook: B runs exactly what depends on its body,
 * and another B runs nothing.
 */
import assert from "node:assert/strict";
import { expectCounters, expectSame, WARM_COUNTERS } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { actionsByPiece } from "../ran-actions.ts";
import { NOTES, withScene } from "../scene.ts";

const NOTE = 3;

export const editedInput: Leg = {
  name: "edited input",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const { piece, edited: { snapshot: before } } = created;
      const row = before.rowIds[NOTE]!;
      const { affected, counters } = await scene.edit({ piece, note: NOTE, body: "one two" });
      assert.equal(counters.actionRuns, 0);
      assert.deepEqual(new Set(affected!.map(({ id }) => id)), new Set([piece.id, row]));

      const { code, report } = await scene.resume({ resume: piece });
      assert.equal(code, 0, report.error);
      assert.deepEqual(report.errors, []);
      const { resumed } = report;
      const ran = actionsByPiece(resumed!.events);
      // All words of the notebook; words, excerpt and name of the note.
      assert.deepEqual(Object.fromEntries(ran), {
        [piece.id]: ["__cfLift_2"],
        [row]: ["__cfLift_1", "__cfLift_2", "__cfLift_3"],
      });
      assert.equal(resumed!.snapshot.rows, NOTES);
      assert.deepEqual(resumed!.snapshot.rowIds, before.rowIds);
      assert.notEqual(resumed!.snapshot.viewDigest, before.viewDigest);

      const again = await scene.resume({ resume: piece });
      assert.equal(again.code, 0, again.report.error);
      expectSame(again.report.resumed!.snapshot, resumed!.snapshot);
      expectCounters(again.report.resumed!, WARM_COUNTERS);
      return report;
    }),
};
