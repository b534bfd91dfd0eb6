/** What a write-back leaves that stops on the way: a miss for its entry, which the next one completes. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { nodeSha256 } from "@commonfabric/canonical";
import { type CommitBatch, type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { loadCompiledClosure, loadVerifiedSourceClosure, writeClosure } from "../mod.ts";
import {
  DIAMOND,
  makeProgram,
  provenBy,
  type TestProgram,
  UNSIGNED,
  VERSION,
} from "./support/programs.ts";
import { closureOf, makeSpace } from "./support/spaces.ts";
import { IS_SWEEP, runs } from "../../canonical/test/support/runs.ts";

const script = new URL("./support/write-process.ts", import.meta.url).pathname;

function loadOf(store: SpaceStore, { entry, identities, sources }: TestProgram) {
  return loadCompiledClosure(store, entry, identities, {
    ...UNSIGNED,
    runtimeVersion: VERSION,
    source: provenBy(sources),
    requireLabel: false,
    sha256: nodeSha256,
  });
}

/** The entry is there with all of its closure, or it is a miss; and no body lacks its sources. */
async function checkPrefix(store: SpaceStore, program: TestProgram): Promise<boolean> {
  const { usable, complete } = await loadOf(store, program);
  assert.equal(complete, usable.has(program.entry), "complete exactly when the entry is there");
  for (const { identity } of usable.values()) {
    const { misses } = await loadVerifiedSourceClosure(store, identity, nodeSha256);
    assert.equal(misses.size, 0, "a body never precedes its source closure");
  }
  return complete;
}

/** Modules that import any others, themselves in circles included; the first one is the entry. */
const programs = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  })
).map((imports) => {
  const pathOf = (at: number) => at === 0 ? "/main.ts" : `/m${at}.ts`;
  const files = imports.map((targets, at) => {
    const lines = targets.filter((target) => target !== at)
      .map((target) => `import ".${pathOf(target)}";\n`);
    return [pathOf(at), `${lines.join("")}export const n = ${at};\n`];
  });
  return makeProgram(Object.fromEntries(files));
});

Deno.test("any prefix of any write-back is a miss, and completed by the next one", () =>
  fc.assert(
    fc.asyncProperty(programs, fc.integer({ min: 1, max: 3 }), async (program, commitDocuments) => {
      const whole = makeSpace();
      const batches: CommitBatch[] = [];
      const commit = (batch: CommitBatch) => (batches.push(batch), whole.store.commit(batch));
      const powers = { ...whole.powers, commitDocuments };
      await writeClosure({ ...whole.port, commit }, closureOf(program), powers);
      assert.ok(batches.every(({ writes }) => writes.length <= commitDocuments));
      for (let applied = 0; applied < batches.length; applied++) {
        const space = makeSpace();
        for (const batch of batches.slice(0, applied)) await space.store.commit(batch);
        await checkPrefix(space.store, program);
        await writeClosure(space.port, closureOf(program), { ...space.powers, commitDocuments });
        assert.ok(await checkPrefix(space.store, program));
        assert.deepEqual(space.events, [], "nothing had to be repaired");
      }
    }),
    { numRuns: runs(25, 100) },
  ));

Deno.test("a prefix breaks nobody who shares a module with it", async () => {
  const shared = ["/lib/leaf.ts", "/lib/rows.csv"].map((path) => [path, DIAMOND[path]!]);
  const other = makeProgram({
    "/main.ts": `import "./lib/leaf.ts";\n`,
    ...Object.fromEntries(shared),
  });
  const program = makeProgram(DIAMOND);
  assert.equal(other.id("/lib/leaf.ts"), program.id("/lib/leaf.ts"));
  const space = makeSpace();
  await writeClosure(space.port, closureOf(other), space.powers);
  let commits = 0;
  const commit = async (batch: CommitBatch) => {
    const result = await space.store.commit(batch);
    assert.ok(await checkPrefix(space.store, other), `after commit ${++commits}`);
    await checkPrefix(space.store, program);
    return result;
  };
  const powers = { ...space.powers, commitDocuments: 1 };
  await writeClosure({ ...space.port, commit }, closureOf(program), powers);
  assert.ok(commits > 10);
});

/** Runs a process that dies at a commit; how many commits it made, when it did not. */
async function write(directory: string, args: readonly string[]): Promise<number | "killed"> {
  const { signal, success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-all", script, directory, ...args],
  }).output();
  assert.ok(success || signal === "SIGKILL", new TextDecoder().decode(stderr));
  return success ? Number(new TextDecoder().decode(stdout)) : "killed";
}

for (const commitDocuments of [256, 1]) {
  Deno.test(`killed at a commit of a write-back of ${commitDocuments} documents each`, async () => {
    const program = makeProgram(DIAMOND);
    const base = await Deno.makeTempDir();
    try {
      const commits: number | "killed" = await write(`${base}/whole`, [
        "0",
        "after",
        `${commitDocuments}`,
      ]);
      assert.ok(
        typeof commits === "number" && (commitDocuments > 1 ? commits === 1 : commits > 15),
      );
      const step = IS_SWEEP ? 1 : Math.ceil(commits / 3);
      for (let at = 1; at <= commits; at += step) {
        const moments: readonly string[] = IS_SWEEP || commits === 1
          ? ["before", "after"]
          : ["after"];
        for (const when of moments) {
          const directory = `${base}/${at}${when}`;
          const args = [`${at}`, when, `${commitDocuments}`];
          assert.equal(await write(directory, args), "killed");
          const stores = sqliteStores(directory);
          const store = await stores("home");
          const isThere = await checkPrefix(store, program);
          if (when === "before" && at === 1) assert.equal(isThere, false);
          await stores.close();
          assert.notEqual(await write(directory, ["0", "after", "256"]), "killed");
          assert.ok(await checkPrefix(await stores("home"), program));
          await stores.close();
        }
      }
    } finally {
      await Deno.remove(base, { recursive: true });
    }
  });
}
