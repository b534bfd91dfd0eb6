/**
 * A result cell without pointer, and one that points to nothing: both refuse to start, write
 * nothing, and leave other pieces alone.
 */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { expectWarm } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { type Created, type Scene, SPACE, withScene } from "../scene.ts";
import { SpaceFile } from "../store-surgery.ts";

/** The form of an identity, of no module. */
const UNKNOWN = "A".repeat(43);

export const missingPointer: Leg = {
  name: "missing pointer",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const other = await scene.create({ cause: "other" });
      const without = await scene.copy("without");
      await expectRefusal(without, created, {
        change: ({ patternIdentity: _, ...rest }) => rest,
        error: "Cannot start: no pattern identity",
        events: [],
      });
      const unknown = await scene.copy("unknown");
      const symbol = created.events.flatMap((event) =>
        event.type === "started" ? [event.ref.symbol] : []
      )[0]!;
      const report = await expectRefusal(unknown, created, {
        change: (meta) => ({ ...meta, patternIdentity: { identity: UNKNOWN, symbol } }),
        error: `Could not load pattern ${UNKNOWN}#${symbol}`,
        events: [`cacheMiss ${UNKNOWN}:absent`, `loadFailed absent (${UNKNOWN})`],
      });
      for (const each of [without, unknown]) {
        expectWarm(await each.resume({ resume: other.piece }), other);
      }
      return report;
    }),
};

async function expectRefusal(
  scene: Scene,
  created: Created,
  expected: {
    change: (meta: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
    error: string;
    events: readonly string[];
  },
) {
  const before = inFile(scene, (file) => {
    file.changeMeta(created.piece.id, expected.change);
    return file.contents();
  });
  const { code, report } = await scene.resume({ resume: created.piece });
  assert.equal(report.error, expected.error);
  assert.equal(code, 1);
  assert.deepEqual(eventLines(report.events, created.loaded[0]!.modules), expected.events);
  assert.equal(report.commits, 0);
  assert.equal(report.counters.modulesEvaluated, 0);
  assert.deepEqual(inFile(scene, (file) => file.contents()), before);
  return report;
}

function inFile<T>(scene: Scene, fn: (file: SpaceFile) => T): T {
  using file = new SpaceFile(scene.store, SPACE);
  return fn(file);
}
