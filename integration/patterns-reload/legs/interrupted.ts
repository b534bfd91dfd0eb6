/**
 * Process A killed after each of its commits in turn: what it leaves is a complete piece or none,
 * never a pointer without its closure, and the next run completes it.
 */
import assert from "node:assert/strict";
import type { Leg } from "../leg.ts";
import type { ProcessReport } from "../report.ts";
import { NOTES, Scene, withScene } from "../scene.ts";

const NO_POINTER = "Cannot start: no pattern identity";

export const interrupted: Leg = {
  name: "interrupted",
  run: () =>
    withScene(async (scene) => {
      const clean = await scene.create({ notes: 0 });
      const expected = clean.edited.snapshot;
      const found = { none: 0, complete: 0 };
      let last: ProcessReport = clean;
      for (let commits = 1; commits < clean.commits; commits++) {
        const each = new Scene(`${scene.directory}/after-${commits}`);
        assert.equal(await each.createAndKill(commits, 0), "killed", `after commit ${commits}`);
        const { code, report } = await each.resume({ resume: clean.piece });
        assert.deepEqual(report.errors, []);
        if (code === 0) {
          found.complete++;
          assert.deepEqual(report.resumed!.snapshot, expected, `after commit ${commits}`);
        } else {
          found.none++;
          assert.equal(report.error, NO_POINTER, `after commit ${commits}`);
        }
        last = await each.create({ notes: 0 });
        assert.deepEqual((last as typeof clean).edited.snapshot, expected);
      }
      // The kills came on both sides of the commit that made the piece.
      assert.ok(found.none > 0 && found.complete > 0, JSON.stringify(found));
      await killAmongEvents(scene, clean.commits);
      return last;
    }),
};

/** Killed while notes are added: every note is there with its row and its count, or not at all. */
async function killAmongEvents(scene: Scene, commitsBefore: number): Promise<void> {
  const whole = new Scene(`${scene.directory}/whole`);
  const { commits, piece } = await whole.create();
  const seen = new Set<number>();
  for (let after = commitsBefore; after < commits; after++) {
    const each = new Scene(`${scene.directory}/among-${after}`);
    assert.equal(await each.createAndKill(after, NOTES), "killed", `after commit ${after}`);
    const { code, report } = await each.resume({ resume: piece, notes: 1 });
    assert.equal(code, 0, `after commit ${after}: ${report.error}`);
    assert.deepEqual(report.errors, []);
    const { rows, rowIds } = report.resumed!.snapshot;
    assert.ok(rows <= NOTES);
    assert.equal(new Set(rowIds).size, rows);
    assert.deepEqual(
      report.edited!.snapshot.rowIds.slice(0, rows),
      rowIds,
      "it goes on from there",
    );
    assert.equal(report.edited!.snapshot.rows, rows + 1);
    seen.add(rows);
  }
  assert.ok(seen.size > 2 && Math.max(...seen) > 0, `the kills came among notes: ${[...seen]}`);
}
