/**
 * The text of one helper changed: it and its transitive importers have new identities and are
 * compiled, everything else comes from the cache. Within one process the importers are carried over
 * and one module is emitted. The piece on the old identities goes on as it was.
 */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { EVALUATED, expectCounters, expectSame, MODULES } from "../expect.ts";
import type { Leg } from "../leg.ts";
import type { LoadedProgram } from "../report.ts";
import { copyProgram, NOTEBOOK, Scene, withScene } from "../scene.ts";

const HELPER = "/text.ts";
/** The helper and what imports it, directly or not; dependencies first. */
const CHANGED = [HELPER, "/note.tsx", "/main.tsx"];
const UNCHANGED = MODULES.filter((path) => !CHANGED.includes(path));

/** A change of behaviour that leaves the interface of the helper alone. */
function edit(text: string): string {
  return text.replace("? line :", "? line.toUpperCase() :");
}

export const editedUtil: Leg = {
  name: "edited util",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const before = created.loaded[0]!;
      const edited = await copyProgram(`${scene.directory}/edited`, { "text.ts": edit });

      const spec = { load: [edited], resume: created.piece };
      const { code, report } = await scene.resumeWithCompiler(spec);
      assert.equal(code, 0, report.error);
      const after = report.loaded[0]!;
      expectNewIdentities(before, after);
      assert.deepEqual(eventLines(after.events, after.modules), [
        `identified /main.tsx of ${MODULES.length}`,
        `cacheHit space ${UNCHANGED.join(" ")}`,
        `cacheMiss ${CHANGED.map((path) => `${path}:absent`).join(" ")}`,
        `compiled ${CHANGED.join(" ")}`,
        `verified ${MODULES.join(" ")}`,
        `evaluated ${EVALUATED.join(" ")}`,
        `wroteBack ${CHANGED.length} sources, ${CHANGED.length} compiled`,
      ]);
      expectCounters(after, { modulesEmitted: CHANGED.length, carried: 0, partialHits: 1 });

      // In the same process the old piece comes from the cache, under its old identities.
      const { resumed } = report;
      expectSame(resumed!.snapshot, created.edited.snapshot);
      const old = CHANGED.join(" ");
      assert.deepEqual(eventLines(resumed!.events, before.modules), [
        `cacheHit space ${MODULES.join(" ")}`,
        `verified ${MODULES.join(" ")}`,
        `evaluated ${old}`,
        "resumed",
      ]);
      expectCounters(resumed!, { modulesEmitted: 0, programsCreated: 0, byIdentityHits: 1 });
      assert.equal(report.counters.identityStability.unstable, 0);

      // The edit is seen: the same notes look different.
      const copy = await scene.create({ main: edited, cause: "edited" });
      assert.notEqual(copy.edited.snapshot.viewDigest, created.edited.snapshot.viewDigest);

      await withinOneProcess(new Scene(`${scene.directory}/one-process`), edited);
      return report;
    }),
};

async function withinOneProcess(scene: Scene, edited: string): Promise<void> {
  const { code, report } = await scene.resumeWithCompiler({ load: [NOTEBOOK, edited] });
  assert.equal(code, 0, report.error);
  const [before, after] = report.loaded as [LoadedProgram, LoadedProgram];
  expectCounters(before, { modulesEmitted: MODULES.length, carried: 0 });
  expectNewIdentities(before, after);
  const importers = CHANGED.slice(1);
  assert.deepEqual(eventLines(after.events, after.modules), [
    `identified /main.tsx of ${MODULES.length}`,
    `cacheHit space ${UNCHANGED.join(" ")}`,
    `cacheMiss ${CHANGED.map((path) => `${path}:absent`).join(" ")}`,
    `compiled ${HELPER}`,
    `carried ${importers.join(" ")}`,
    // What the store gave is verified again; a carried body is the one that was.
    `verified ${MODULES.filter((path) => !importers.includes(path)).join(" ")}`,
    `evaluated ${CHANGED.join(" ")}`,
    `wroteBack ${CHANGED.length} sources, ${CHANGED.length} compiled`,
  ]);
  expectCounters(after, { modulesEmitted: 1, carried: importers.length, typescriptLoads: 0 });
}

function expectNewIdentities(before: LoadedProgram, after: LoadedProgram): void {
  const changed = MODULES.filter((path) => before.modules[path] !== after.modules[path]);
  assert.deepEqual(changed, CHANGED);
}
