/**
 * The notes are sent in an order that a seed decides: whatever the order, B shows what A left. The
 * seeds are random and named by a failure; `CF_RELOAD_SEED` sets the first one.
 */
import assert from "node:assert/strict";
import { expectWarm } from "../expect.ts";
import type { Leg } from "../leg.ts";
import type { ProcessReport } from "../report.ts";
import { NOTES, Scene, withScene } from "../scene.ts";

const SEEDS = 3;

export const eventOrders: Leg = {
  name: "event orders",
  run: () =>
    withScene(async (scene) => {
      const first = Number(Deno.env.get("CF_RELOAD_SEED") ?? Math.floor(Math.random() * 1e9));
      const states = new Set<string>();
      let last: ProcessReport | undefined;
      for (let seed = first; seed < first + SEEDS; seed++) {
        const each = new Scene(`${scene.directory}/seed-${seed}`);
        try {
          const created = await each.create({ seed });
          const exit = await each.resume({ resume: created.piece });
          expectWarm(exit, created);
          assert.equal(exit.report.resumed!.snapshot.rows, NOTES);
          states.add(created.edited.snapshot.stateDigest);
          last = exit.report;
        } catch (error) {
          throw new Error(`with CF_RELOAD_SEED=${seed}`, { cause: error });
        }
      }
      assert.ok(states.size > 1, "the orders differ");
      return last!;
    }),
};
