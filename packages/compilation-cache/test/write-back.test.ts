/** Write-back: order, chunks, faults, repair, disagreement, remembered durability. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { CommitBatch, SpaceStore } from "@commonfabric/storage";
import {
  type CompiledDoc,
  isComplete,
  loadCompiledClosure,
  loadVerifiedSourceClosure,
  WriteBackError,
  writeClosure,
  writeCompiledDocs,
  writeSourceDocs,
} from "../mod.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { MemorySpace } from "../../storage/test/support/memory-store.ts";
import {
  DIAMOND,
  makeProgram,
  provenBy,
  type TestProgram,
  UNSIGNED,
  verdictOf,
  VERSION,
} from "./support/programs.ts";
import {
  closureOf,
  compiledKey,
  makeSpace,
  overwrite,
  spaceOn,
  type TestSpace,
} from "./support/spaces.ts";

const PROGRAM = makeProgram(DIAMOND);

function loadClosure(store: SpaceStore, program: TestProgram = PROGRAM) {
  return loadCompiledClosure(store, program.entry, program.identities, {
    runtimeVersion: VERSION,
    source: provenBy(program.sources),
    ...UNSIGNED,
    sha256: nodeSha256,
    requireLabel: false,
  });
}

/** Commits one document each, and keeps the tags of every commit. */
function recorded(space: TestSpace): { readonly batches: CommitBatch[]; readonly tags: string[] } {
  const batches: CommitBatch[] = [];
  const tags: string[] = [];
  const { port } = space;
  Object.assign(port, {
    commit: (batch: CommitBatch) => {
      batches.push(batch);
      tags.push(...batch.writes.map(({ tag }) => tag!));
      return space.store.commit(batch);
    },
  });
  return { batches, tags };
}

function pathOfTag(tag: string): string {
  const [, set, identity] = /^(\w+):(?:.*\/)?(.*)$/.exec(tag)!;
  const doc = PROGRAM.sources.find((source) => source.identity === identity);
  return `${set} ${doc?.filename ?? ""}`.trim();
}

Deno.test("a small closure is one commit: sources, compiled, emit index, roots, entries last", async () => {
  const space = makeSpace();
  const { batches, tags } = recorded(space);
  const written = await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  assert.equal(batches.length, 1);
  assert.deepEqual(tags.map(pathOfTag).filter((tag) => !tag.startsWith("compileEmit")), [
    "pattern /main.test.ts",
    "pattern /lib/rows.csv",
    "pattern /lib/leaf.ts",
    "pattern /lib/left.ts",
    "pattern /lib/right.ts",
    "pattern /types.ts",
    "pattern /main.ts",
    "compileCache /main.test.ts",
    "compileCache /lib/leaf.ts",
    "compileCache /lib/left.ts",
    "compileCache /lib/right.ts",
    "compileCache /types.ts",
    "compileCache /main.ts",
    "patternRoots /main.ts",
  ]);
  assert.equal(written.sources.length, 7);
  assert.equal(written.sources.at(-1), PROGRAM.entry);
  assert.equal(written.compiled.at(-1), PROGRAM.entry);
  const again = await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  assert.deepEqual(again, { sources: [], compiled: [] }, "what is there is not written");
});

Deno.test("the roots document retains what the entry does not reach, merged by union", async () => {
  const space = makeSpace();
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  const { "/main.test.ts": _test, ...rest } = DIAMOND;
  const smaller = makeProgram({ ...rest, "/more.test.ts": "export default 1;\n" });
  assert.equal(smaller.entry, PROGRAM.entry);
  await writeClosure(space.port, closureOf(smaller), space.powers);
  const row = [...space.memory.rows.values()].find(({ tag }) => tag?.startsWith("patternRoots:"))!;
  const [stored] = await space.store.read([row.key]);
  assert.deepEqual(
    new Set((stored!.doc.value as { retained: string[] }).retained),
    new Set([PROGRAM.id("/main.test.ts"), smaller.id("/more.test.ts")]),
  );
});

Deno.test("any prefix of a chunked write-back is a miss for the entry and completes later", async () => {
  const chain = makeLongChain(300);
  const whole = makeSpace();
  const { batches } = recorded(whole);
  await writeClosure(whole.port, closureOf(chain), whole.powers);
  assert.ok(batches.length >= 4, `${batches.length} commits`);
  assert.ok(batches.every(({ writes }) => writes.length <= 256));
  for (let applied = 0; applied < batches.length; applied++) {
    const space = makeSpace();
    for (const batch of batches.slice(0, applied)) await space.store.commit(batch);
    const before = await loadClosure(space.store, chain);
    const entryIsThere = before.usable.has(chain.entry);
    assert.equal(before.complete, entryIsThere, "complete exactly when the entry is there");
    // Identities are in the order of imports, so the first usable body is nearest to the entry.
    const nearest = before.usable.values().next().value;
    if (nearest !== undefined) {
      const sources = await loadVerifiedSourceClosure(space.store, nearest.identity, nodeSha256);
      assert.equal(sources.misses.size, 0, "a body never precedes its source closure");
      assert.ok(isComplete(nearest.identity, before.usable), "nor the bodies that it requires");
    }
    await writeClosure(space.port, closureOf(chain), space.powers);
    assert.ok((await loadClosure(space.store, chain)).complete);
    assert.deepEqual(space.events, []);
  }
});

function makeLongChain(length: number): TestProgram {
  const files: Record<string, string> = {};
  const pathOf = (index: number) => index === 0 ? "/main.ts" : `/m${index}.ts`;
  for (let index = 0; index < length; index++) {
    const next = index + 1 < length ? `import ".${pathOf(index + 1)}";\n` : "";
    files[pathOf(index)] = `${next}export const n = ${index};\n`;
  }
  return makeProgram(files);
}

Deno.test("whichever store call fails, the write succeeds or is a WriteBackError, and a retry heals", async () => {
  let call = 0;
  for (let finished = false; !finished;) {
    call++;
    for (const when of ["before", "after", "unknown"] as const) {
      const memory = new MemorySpace("home");
      const failing = spaceOn(memory, faultStore(memory.open(), { fail: { call, when } }));
      const damaged = spaceOn(memory, memory.open());
      await writeClosure(damaged.port, closureOf(PROGRAM), damaged.powers);
      await overwrite(damaged.store, compiledKey(PROGRAM.entry), (value) => ({ ...value, x: 1 }));
      const outcome = await writeClosure(failing.port, closureOf(PROGRAM), failing.powers)
        .then(() => "written", (error: unknown) => error);
      if (outcome !== "written") {
        assert.ok(outcome instanceof WriteBackError, String(outcome));
        assert.match(outcome.message, /^Cannot store compiled modules in space "home": /);
        assert.equal((outcome.cause as Error).name, "InjectedFaultError");
      }
      finished = outcome === "written";
      await writeClosure(damaged.port, closureOf(PROGRAM), damaged.powers);
      assert.ok((await loadClosure(damaged.store)).complete);
    }
  }
  assert.ok(call > 4, `${call} calls were made to fail`);
});

Deno.test("a valid stored body that differs from ours is kept and reported once", async () => {
  const space = makeSpace();
  const entry = PROGRAM.compiled.find(({ identity }) => identity === PROGRAM.entry)!;
  const body = `${entry.code}// planted\n`;
  const verdict = verdictOf(body);
  const planted: CompiledDoc = { ...entry, code: body, bodyHash: verdict.bodyHash, verdict };
  const compiled = PROGRAM.compiled.map((doc) => doc === entry ? planted : doc);
  await writeClosure(space.port, closureOf(PROGRAM, { compiled }), space.powers);
  const written = await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  assert.deepEqual(written, { sources: [], compiled: [] });
  assert.deepEqual(space.events, [{
    type: "disagreed",
    identity: PROGRAM.entry,
    stored: verdict.bodyHash,
    ours: entry.bodyHash,
  }]);
  assert.equal(space.counters.disagreements, 1);
  assert.equal((await loadClosure(space.store)).usable.get(PROGRAM.entry)?.code, body);
});

Deno.test("one edited module writes it and its importers; every other document keeps its number", async () => {
  const space = makeSpace();
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  const before = new Map([...space.memory.rows].map(([id, { seq }]) => [id, seq]));
  const edited = makeProgram({
    ...DIAMOND,
    "/lib/left.ts": `${DIAMOND["/lib/left.ts"]}export const more = 1;\n`,
  });
  const written = await writeClosure(space.port, closureOf(edited), space.powers);
  const expected = ["/main.test.ts", "/lib/left.ts", "/main.ts"];
  const pathOf = new Map(edited.sources.map(({ identity, filename }) => [identity, filename]));
  // The test imports the entry, so its place is before it, as for everything the entry lacks.
  assert.deepEqual(written.sources.map((identity) => pathOf.get(identity)), expected);
  assert.deepEqual(written.compiled.map((identity) => pathOf.get(identity)), expected);
  for (const [id, seq] of before) assert.equal(space.memory.rows.get(id)!.seq, seq);
});

Deno.test("two programs that share a module share its document and its texts", async () => {
  const space = makeSpace();
  const shared = "export const shared = 1;\n";
  const a = makeProgram({ "/main.ts": `import "./s.ts";\n// a\n`, "/s.ts": shared });
  const b = makeProgram({ "/main.ts": `import "./s.ts";\n// b\n`, "/s.ts": shared });
  await writeClosure(space.port, closureOf(a), space.powers);
  const blobs = space.memory.blobs.size;
  const written = await writeClosure(space.port, closureOf(b), space.powers);
  assert.deepEqual(written.sources, [b.entry]);
  assert.equal(space.memory.blobs.size, blobs + 2, "a text and a body, no map or site again");
});

Deno.test("source documents can be written alone, and compiled ones after them", async () => {
  const space = makeSpace();
  const sources = await writeSourceDocs(space.port, closureOf(PROGRAM), space.powers);
  assert.equal(sources.length, 7);
  assert.equal((await loadClosure(space.store)).usable.size, 0);
  const compiled = await writeCompiledDocs(space.port, closureOf(PROGRAM), space.powers);
  assert.equal(compiled.length, 6);
  assert.ok((await loadClosure(space.store)).complete);
});

Deno.test("a refused batch is a WriteBackError that says why", async () => {
  const space = makeSpace();
  await space.store.close();
  const port = {
    store: makeSpace().store,
    isLabelled: false,
    commit: (batch: CommitBatch) => space.store.commit(batch),
  };
  await assert.rejects(writeClosure(port, closureOf(PROGRAM), space.powers), {
    name: "WriteBackError",
    message: `Cannot store compiled modules in space "home": the store refused it (closed).`,
  });
});
