/** Several processes on one store, two of them killed while they compile. */
import assert from "node:assert/strict";
import { shareStore, storedBodies } from "../harness/store-sharing-powers.ts";
import { withDirectory } from "../harness/subject-powers.ts";
import { compiledAgain, compilesBeyond, mostByOne } from "../workloads/eight-processes.ts";

const IS_SLOW = Deno.env.get("CF_SLOW") !== undefined;
const SIZE = IS_SLOW ? { programs: 37, modulesEach: 27 } : { programs: 5, modulesEach: 3 };
const TEAM = IS_SLOW ? { processes: 8, killed: 2 } : { processes: 4, killed: 2 };

Deno.test("processes on one store compile each identity once, and once more for each killed one", () =>
  withDirectory((directory) =>
    withDirectory(async (other) => {
      const team = await shareStore({ directory, ...TEAM, ...SIZE });
      assert.deepEqual(team.errors, []);
      assert.equal(team.wrongResults, 0);
      assert.equal(team.kills, TEAM.killed);
      assert.equal(mostByOne(team), 1);
      assert.equal(compilesBeyond(team), 0);
      assert.ok(compiledAgain(team) <= team.kills * (SIZE.modulesEach + 1));
      await shareStore({ directory: other, processes: 1, killed: 0, ...SIZE });
      const bodies = await storedBodies(directory);
      assert.equal(bodies.size, SIZE.programs * SIZE.modulesEach + 1);
      assert.deepEqual(bodies, await storedBodies(other));
    })
  ));
