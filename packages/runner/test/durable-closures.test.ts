/** What a runtime knows of the closures of a space after a load, with the real cache behind it. */
import assert from "node:assert/strict";
import { cacheDocumentKey, compiledDocKey, sourceDocKey } from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Program } from "@commonfabric/module-identity";
import type { CommitBatch, DocKey, SpaceStore, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { Runtime } from "../mod.ts";
import { failingStores } from "./support/failing-stores.ts";
import type { Any } from "./support/test-runtime.ts";

const SPACE = "home";

const PROGRAM: Program = {
  main: "/main.tsx",
  files: [
    {
      name: "/main.tsx",
      contents: `import { pattern } from "commonfabric";
import { row } from "./row.tsx";
export default pattern(
  (input) => ({ rows: input.key("items").mapWithPattern(row, {}) }),
  { type: "object", properties: { items: { type: "array", items: { type: "number" } } } },
);
`,
    },
    {
      name: "/row.tsx",
      contents: `import { pattern } from "commonfabric";
export const row = pattern(
  (input) => ({ value: input.key("element") }),
  { type: "object", properties: { element: { type: "number" } } },
);
`,
    },
  ],
};

Deno.test("a pointer into a module of a loaded closure needs no source and no write", async () => {
  const stores = memoryStores();
  const first = new Runtime({ stores, attestation: "none" });
  const pattern = await first.patterns.compilePattern(PROGRAM, { space: SPACE });
  const { identity, symbol } = first.patterns.getArtifactEntryRef(pattern)!;
  const sources = await first.patterns.getPatternSourceProgramByIdentity(identity, SPACE);
  assert.equal(sources!.files.length, 2);
  const row = [...first.patterns.events.recent()].find((event) => event.type === "wroteBack")!
    .compiled.find((each) => each !== identity)!;
  await first.dispose();

  const second = new Runtime({ stores, attestation: "none" });
  assert.notEqual(await second.patterns.loadPatternByIdentity(identity, symbol, SPACE), undefined);
  const before = second.counters();
  const events = second.patterns.events.lastSeq;
  const child = second.patterns.artifactFromIdentitySync(row, "row");
  assert.notEqual(child, undefined);
  await second.patterns.ensurePatternPersisted(child, SPACE);
  const after = second.counters();
  assert.deepEqual(second.patterns.events.recent(events), []);
  for (const name of ["identitiesComputed", "sourceDigests", "storeWrites"] as const) {
    assert.equal(after[name], before[name], name);
  }
  assert.equal(after.storeReads - before.storeReads, 1);
  await second.dispose();
});

/** Deletes cache documents, as a collection does. */
async function collect(store: SpaceStore, cacheKeys: readonly string[]): Promise<void> {
  const keys = cacheKeys.map((key) => cacheDocumentKey(key, nodeSha256));
  const seqs = await store.heads(keys);
  const writes = keys.map((key, at) => ({ key, doc: null, base: seqs[at]! }));
  assert.ok("ok" in await store.commit({ txId: crypto.randomUUID(), reads: [], writes }));
}

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`what was durable and is collected meanwhile is written again (${kind} store)`, async () => {
    const memory = memoryStores();
    const stores = kind === "synchronous" ? memory : failingStores(memory, kind).stores;
    const runtime = new Runtime({ stores, attestation: "none" });
    const { patterns } = runtime;
    const pattern = await patterns.compilePattern(PROGRAM, { space: SPACE });
    const { identity } = patterns.getArtifactEntryRef(pattern)!;
    const store = await memory(SPACE);
    const version = runtime.toolchain.runtimeVersion!;
    let pieces = 0;
    const setUp = async () => {
      const cell = runtime.getCell<Any>(SPACE, `piece ${++pieces}`);
      await runtime.editWithRetry((tx) =>
        void runtime.run(tx, pattern, { items: [1] }, cell.withTx(tx))
      );
    };
    const ways: readonly (() => Promise<unknown>)[] = [
      () => patterns.compilePattern(PROGRAM, { space: SPACE }),
      () => patterns.compileOrGetPattern(PROGRAM, { space: SPACE }),
      () => patterns.ensurePatternPersisted(pattern, SPACE),
      setUp,
    ];
    for (const way of ways) {
      for (const lost of [sourceDocKey(identity), compiledDocKey(version, identity)]) {
        await way();
        await collect(store, [lost]);
        await way();
        const [there] = await store.heads([cacheDocumentKey(lost, nodeSha256)]);
        assert.notEqual(there, undefined, `${lost} after ${way}`);
      }
    }
    await runtime.dispose();
    const fresh = new Runtime({ stores: memory, attestation: "none" });
    const piece = await fresh.getCell<Any>(SPACE, `piece ${pieces}`).sync();
    await fresh.start(piece);
    assert.equal(fresh.counters().typescriptLoads, 0);
    await fresh.dispose();
  });
}

Deno.test("a transaction counts the closure behind its pointers as read, and asks for it once", async () => {
  const memory = memoryStores();
  const watched: { id?: string } = {};
  const counted: number[] = [];
  let asked = 0;
  const stores: SpaceStores = async (space) => {
    const store = await memory(space);
    const { commitSync, heads } = store;
    return Object.assign(store, {
      heads: (keys: readonly DocKey[]) => {
        if (keys.some(({ id }) => id === watched.id)) asked++;
        return heads.call(store, keys);
      },
      commitSync: (batch: CommitBatch) => {
        counted.push(batch.reads.filter(({ key }) => key.id === watched.id).length);
        return commitSync!.call(store, batch);
      },
    });
  };
  const runtime = new Runtime({ stores, attestation: "none" });
  const pattern = await runtime.patterns.compilePattern(PROGRAM, { space: SPACE });
  const setUp = async (causes: readonly string[]) => {
    const tx = runtime.edit();
    for (const cause of causes) {
      runtime.run(tx, pattern, { items: [] }, runtime.getCell<Any>(SPACE, cause, { tx }));
    }
    await tx.commit();
    await runtime.settled();
  };
  await setUp(["first"]);
  const { identity } = runtime.patterns.getArtifactEntryRef(pattern)!;
  watched.id = cacheDocumentKey(sourceDocKey(identity), nodeSha256).id;
  counted.length = 0;
  await setUp(["a", "b", "c", "d"]);
  assert.equal(counted[0], 1);
  assert.equal(asked, 0, "the commit itself asks");
  await runtime.dispose();
});

Deno.test("sources come from the program of a live pattern, or from a space that has them, or nowhere", async () => {
  const memory = memoryStores();
  const first = new Runtime({ stores: memory, cfcMode: "disabled", attestation: "none" });
  const made = await first.patterns.compilePattern(PROGRAM, { space: SPACE });
  const { identity, symbol } = first.patterns.getArtifactEntryRef(made)!;
  await first.dispose();

  const runtime = new Runtime({ stores: memory, cfcMode: "disabled", attestation: "none" });
  const { patterns } = runtime;
  const pattern = (await patterns.loadPatternByIdentity(identity, symbol, SPACE))!;
  await patterns.ensurePatternPersisted(pattern, "copy");
  const store = await memory(SPACE);
  const copied = await memory("copy");
  const key = cacheDocumentKey(sourceDocKey(identity), nodeSha256);
  assert.notEqual((await copied.heads([key]))[0], undefined, "copied from the space of the load");
  await runtime.dispose();

  const last = new Runtime({ stores: memory, cfcMode: "disabled", attestation: "none" });
  const live = (await last.patterns.loadPatternByIdentity(identity, symbol, SPACE))!;
  await collect(store, [sourceDocKey(identity)]);
  await assert.rejects(last.patterns.ensurePatternPersisted(live, "new"), {
    name: "PatternNotPersistableError",
    message: /^Cannot persist the pattern: absent \(/,
  });
  last.patterns.associatePatternProgram(live, PROGRAM);
  await last.patterns.ensurePatternPersisted(live, "new");
  const [there] = await (await memory("new")).heads([key]);
  assert.notEqual(there, undefined, "compiled from its program");
  await assert.rejects(last.patterns.ensurePatternPersisted(() => {}, "new"), {
    name: "PatternNotPersistableError",
    message: "Cannot persist the pattern: no module stands behind it.",
  });
  await last.dispose();
});

Deno.test("what is live answers for a space that lacks it, and is stored there in the background", async () => {
  const memory = memoryStores();
  const failing = failingStores(memory, "asynchronous");
  const runtime = new Runtime({ stores: failing.stores, cfcMode: "disabled", attestation: "none" });
  const errors: string[] = [];
  runtime.onError(({ kind }) => void errors.push(kind));
  const made = await runtime.patterns.compilePattern(PROGRAM, { space: SPACE });
  const { identity, symbol } = runtime.patterns.getArtifactEntryRef(made)!;
  const load = (space: string) => runtime.patterns.loadPatternByIdentity(identity, symbol, space);
  await runtime.openSpace("other");
  failing.fails = { commits: true };
  assert.equal(await load("other"), made);
  await runtime.settled();
  assert.deepEqual(errors, ["store"], "a failure is reported, the load has answered");
  failing.fails = {};
  assert.equal(await load("other"), made);
  await runtime.settled();
  const [there] = await (await memory("other")).heads([
    cacheDocumentKey(sourceDocKey(identity), nodeSha256),
  ]);
  assert.notEqual(there, undefined);
  assert.equal(errors.length, 1);
  await runtime.dispose();
});

Deno.test("a live pattern is stored from the program that was given, where nothing else has it", async () => {
  const memory = memoryStores();
  const first = new Runtime({ stores: memory, cfcMode: "disabled", attestation: "none" });
  const made = await first.patterns.compilePattern(PROGRAM, { space: SPACE });
  const { identity, symbol } = first.patterns.getArtifactEntryRef(made)!;
  await first.dispose();
  const runtime = new Runtime({ stores: memory, cfcMode: "disabled", attestation: "none" });
  const live = await runtime.patterns.loadPatternByIdentity(identity, symbol, SPACE);
  await collect(await memory(SPACE), [sourceDocKey(identity)]);
  assert.equal(await runtime.patterns.compileOrGetPattern(PROGRAM, { space: "new" }), live);
  const [there] = await (await memory("new")).heads([
    cacheDocumentKey(sourceDocKey(identity), nodeSha256),
  ]);
  assert.notEqual(there, undefined);
  await runtime.dispose();
});
