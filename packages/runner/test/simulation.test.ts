/**
 * Simulated processes on one store, with simulated time: calls fail and come late, processes die and
 * come back, patterns are replaced. A run is repeated by its seed: `CF_SEED=7 deno test ...`.
 */
import assert from "node:assert/strict";
import { openLaboratory } from "./support/simulation/laboratory.ts";
import { World } from "./support/simulation/world.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const SEEDS = runs(15, 120, 2_000);

function seeds(): number[] {
  const one = Deno.env.get("CF_SEED");
  if (one !== undefined) return [Number(one)];
  return Array.from({ length: SEEDS }, (_, at) => at + 1);
}

Deno.test("whatever happens, nothing acknowledged is lost and all come to show what follows", async () => {
  const laboratory = await openLaboratory();
  for (const seed of seeds()) {
    const world = new World(seed, laboratory);
    await world.run().catch((cause) => {
      throw new Error(`CF_SEED=${seed}\n${world.trace.join("\n")}`, { cause });
    });
  }
  await laboratory.close();
});

Deno.test("a run of the simulation is repeated by its seed", async () => {
  const laboratory = await openLaboratory();
  const traces = [];
  for (let times = 0; times < 2; times++) {
    const world = new World(7, laboratory);
    await world.run();
    traces.push(world.trace);
  }
  assert.deepEqual(traces[0], traces[1]);
  assert.ok(traces[0]!.length > 3);
  await laboratory.close();
});
