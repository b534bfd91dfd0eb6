/** Nothing changed between A and B: B compiles nothing and shows the same piece. */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { expectCounters, expectWarm } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { actionsByPiece } from "../ran-actions.ts";
import { NOTES, withScene } from "../scene.ts";

/** Hoisted lifts of a module, by number. */
function lifts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `__cfLift_${index + 1}`);
}

/**
 * What depends on the list of notes, and the handler that changed it: its count, words and pinned
 * titles, the name, and two expressions of the view.
 */
const LIST_DEPENDENTS = [...lifts(6), "addNote", "map"];

/** What a row computes when it is shown for the first time. */
const ROW_ACTIONS = [...lifts(3), "ifElse", "ifElse", "unless"];

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
      const ran = actionsByPiece(edited!.events);
      const newRow = edited!.snapshot.rowIds.at(-1)!;
      assert.deepEqual(ran.get(created.piece.id), LIST_DEPENDENTS);
      assert.deepEqual(ran.get(newRow), ROW_ACTIONS);
      assert.equal(ran.size, 2, "no other row ran");
      return exit.report;
    }),
};
