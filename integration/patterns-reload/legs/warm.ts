/** Nothing changed between A and B: B compiles nothing and shows the same piece. */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { expectCounters, expectWarm } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { NOTES, withScene } from "../scene.ts";

export const warm: Leg = {
  name: "warm",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const exit = await scene.resume({ resume: created.piece, notes: 1 });
      expectWarm(exit, created);
      const { resumed, edited } = exit.report;
      assert.equal(resumed!.snapshot.rows, NOTES);

      // One more note: one more row, the others stay who they are.
      assert.equal(edited!.snapshot.rows, NOTES + 1);
      assert.deepEqual(edited!.snapshot.rowIds.slice(0, NOTES), resumed!.snapshot.rowIds);
      assert.equal(new Set(edited!.snapshot.rowIds).size, NOTES + 1);
      assert.notEqual(edited!.snapshot.stateDigest, resumed!.snapshot.stateDigest);
      assert.deepEqual(eventLines(edited!.events, {}), []);
      expectCounters(edited!, { handlerRuns: 1, typescriptLoads: 0, modulesEvaluated: 0 });
      // Exactly the dependents of the list ran, and the actions of the new row for the first time.
      const rerun = edited!.events.flatMap((event) => event.type === "ran" ? [event] : []);
      const { rowIds } = edited!.snapshot;
      for (const { piece, cause, action } of rerun) {
        const isNewRow = piece === rowIds.at(-1);
        const isNotebook = piece === created.piece.id;
        assert.ok(isNewRow ? cause === "first" : isNotebook, `${action} of ${piece} ran`);
      }
      return exit.report;
    }),
};
