/**
 * B first loads another program that imports the note module, then resumes: what both share has the
 * same identities and is not compiled again.
 */
import assert from "node:assert/strict";
import { eventLines } from "../event-lines.ts";
import { EVALUATED, expectCounters, expectSame, MODULES } from "../expect.ts";
import type { Leg } from "../leg.ts";
import { copyProgram, withScene } from "../scene.ts";

const OTHER = "/single-note.tsx";
const SHARED = MODULES.filter((path) => path !== "/main.tsx");
const SHARED_EVALUATED = SHARED.filter((path) => path !== "/types.ts");

const SINGLE_NOTE = `import { NAME, pattern } from "commonfabric";
import { Note } from "./note.tsx";
import type { Note as NoteData, NotePiece } from "./types.ts";

export default pattern<{ note: NoteData }, { [NAME]: string; piece: NotePiece }>(({ note }) => ({
  [NAME]: "A single note",
  piece: Note({ note, previewLength: 10 }),
}));
`;

export const differentEntry: Leg = {
  name: "different entry point",
  run: () =>
    withScene(async (scene) => {
      const created = await scene.create();
      const { modules } = created.loaded[0]!;
      const directory = `${scene.directory}/other`;
      await copyProgram(directory);
      await Deno.writeTextFile(`${directory}${OTHER}`, SINGLE_NOTE);

      const spec = { load: [`${directory}${OTHER}`], resume: created.piece };
      const { code, report } = await scene.resumeWithCompiler(spec);
      assert.equal(code, 0, report.error);
      const other = report.loaded[0]!;
      for (const path of SHARED) assert.equal(other.modules[path], modules[path], path);
      assert.deepEqual(eventLines(other.events, other.modules), [
        `identified ${OTHER} of ${SHARED.length + 1}`,
        `cacheHit space ${SHARED.join(" ")}`,
        `cacheMiss ${OTHER}:absent`,
        `compiled ${OTHER}`,
        `verified ${OTHER}`,
        `evaluated ${SHARED_EVALUATED.join(" ")} ${OTHER}`,
        "wroteBack 1 sources, 1 compiled",
      ]);
      expectCounters(other, { modulesEmitted: 1, partialHits: 1, typescriptLoads: 1 });

      const { resumed } = report;
      expectSame(resumed!.snapshot, created.edited.snapshot);
      assert.deepEqual(eventLines(resumed!.events, modules), [
        `cacheHit space ${EVALUATED.join(" ")}`,
        "evaluated /main.tsx",
        "resumed",
      ]);
      expectCounters(resumed!, {
        typescriptLoads: 0,
        programsCreated: 0,
        modulesEmitted: 0,
        misses: 0,
        partialHits: 0,
        byIdentityHits: 1,
        bodiesVerified: 0,
        modulesEvaluated: 1,
        computationRuns: 0,
      });
      return report;
    }),
};
