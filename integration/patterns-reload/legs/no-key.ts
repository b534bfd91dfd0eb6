/**
 * The attestation key is not there. A process that runs without one verifies every body again and is
 * warm otherwise. Where the key file is gone, a fresh key is made: what the lost one signed counts
 * as missing, once.
 */
import assert from "node:assert/strict";
import { ATTESTATION_KEY_FILE } from "@commonfabric/compilation-cache";
import { eventLines } from "../event-lines.ts";
import {
  EVALUATED,
  expectCounters,
  expectSame,
  expectWarm,
  expectWarmWithoutKey,
  MODULES,
} from "../expect.ts";
import type { Leg } from "../leg.ts";
import { type Created, type Scene, withScene } from "../scene.ts";

export const noKey: Leg = {
  name: "no key",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const exit = await scene.resume({ resume: created.piece, withoutKey: true });
      expectWarmWithoutKey(exit, created);
      // Nothing that it did costs those who have the key anything.
      expectWarm(await scene.resume({ resume: created.piece }), created);
      await withLostKey(await scene.copy("lost"), created);
      return exit.report;
    }),
};

async function withLostKey(scene: Scene, created: Created): Promise<void> {
  const file = `${scene.store}/${ATTESTATION_KEY_FILE}`;
  const lost = await Deno.readTextFile(file);
  await Deno.remove(file);
  const { code, report } = await scene.resumeWithCompiler({ resume: created.piece });
  assert.equal(code, 0, report.error);
  assert.notEqual(await Deno.readTextFile(file), lost);
  const { resumed } = report;
  expectSame(resumed!.snapshot, created.edited.snapshot);
  assert.deepEqual(eventLines(resumed!.events, created.loaded[0]!.modules), [
    `cacheMiss ${MODULES.map((path) => `${path}:attestation`).join(" ")}`,
    `compiled ${MODULES.join(" ")}`,
    `verified ${MODULES.join(" ")}`,
    `evaluated ${EVALUATED.join(" ")}`,
    ...MODULES.map((path) => `repaired ${path}:attestation`),
    `wroteBack 0 sources, ${MODULES.length} compiled`,
    "resumed",
  ]);
  expectCounters(resumed!, { misses: 1, typescriptLoads: 1, repairs: MODULES.length });
  expectWarm(await scene.resume({ resume: created.piece }), created);
}
