/** Collection: what keeps a closure, what goes, in which order, and what a dry run says of it. */
import assert from "node:assert/strict";
import { encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import {
  blobHash,
  type DocKey,
  documentId,
  spaceKey,
  type SpaceStore,
} from "@commonfabric/storage";
import {
  cacheDocumentKey,
  collectGarbage,
  edgeMemoKey,
  leaseKey,
  replicationIntentKey,
  setPin,
  writeAnnotation,
  writeClosure,
} from "../mod.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import {
  chain,
  collect,
  HOUR,
  keysLeft,
  keysOf,
  pieceOf,
  put,
  reasonsOf,
  sweptOf,
  type TimedSpace,
  timedSpace,
  write,
} from "./support/collection.ts";
import { DIAMOND, makeProgram, VERSION } from "./support/programs.ts";
import { closureOf, compiledKey, overwrite, rowsOf, sourceKey } from "./support/spaces.ts";

const PROGRAM = makeProgram(DIAMOND);
const OTHER_FILES = {
  "/other.ts": `import { leaf } from "./lib/leaf.ts";\nexport const other = leaf;\n`,
  "/lib/leaf.ts": DIAMOND["/lib/leaf.ts"]!,
  "/lib/rows.csv": DIAMOND["/lib/rows.csv"]!,
};
const OTHER = makeProgram(OTHER_FILES, "/other.ts");
const POINTER = (identity: string) => ({ identity, symbol: "default" });

async function spaceWith(...programs: readonly (typeof PROGRAM)[]): Promise<TimedSpace> {
  const space = timedSpace();
  for (const program of programs) await write(space, program);
  return space;
}

Deno.test("a closure goes when its piece is deleted and the grace period is over, not before", async () => {
  const space = await spaceWith(PROGRAM);
  await put(space.store, "piece", pieceOf(PROGRAM.entry));
  space.advance(25 * HOUR);
  const kept = await collect(space);
  assert.deepEqual(sweptOf(kept), {});
  assert.deepEqual(keysLeft(space, PROGRAM), keysOf(PROGRAM));
  assert.deepEqual(reasonsOf(kept, "source"), { pointer: PROGRAM.sources.length });
  await put(space.store, "piece", null);
  await write(space, PROGRAM);
  space.advance(24 * HOUR);
  const inGrace = await collect(space);
  assert.deepEqual(sweptOf(inGrace), {});
  assert.deepEqual(reasonsOf(inGrace, "source"), { grace: PROGRAM.sources.length });
  space.advance(1);
  const report = await collect(space);
  assert.deepEqual(keysLeft(space, PROGRAM), []);
  assert.equal(space.memory.rows.size, 0);
  assert.equal(space.memory.blobs.size, 0);
  assert.deepEqual(sweptOf(report), {
    compiled: 6,
    emitIndex: 6,
    source: 7,
    roots: 1,
    blob: report.sets.find(({ set }) => set === "blob")!.swept,
  });
});

Deno.test("what two programs share stays with the one that stays, and all of its texts", async () => {
  const space = await spaceWith(PROGRAM, OTHER);
  const alone = await spaceWith(OTHER);
  await put(space.store, "piece", pieceOf(OTHER.entry));
  await put(alone.store, "piece", pieceOf(OTHER.entry));
  space.advance(25 * HOUR);
  await collect(space);
  assert.deepEqual(keysLeft(space, PROGRAM, OTHER), keysOf(OTHER));
  assert.deepEqual(new Set(space.memory.blobs.keys()), new Set(alone.memory.blobs.keys()));
  assert.deepEqual(rowsOf(space.memory), rowsOf(alone.memory));
});

const ROOTS: readonly (readonly [string, (space: TimedSpace) => Promise<unknown>])[] = [
  ["pointer", (space) => put(space.store, "p", pieceOf(PROGRAM.entry))],
  [
    "pointer",
    (space) => put(space.store, "p", { meta: { patternSetupIdentity: POINTER(PROGRAM.entry) } }),
  ],
  [
    "pointer",
    (space) =>
      put(space.store, "p", { value: [{ deep: { $patternRef: POINTER(PROGRAM.entry) } }] }),
  ],
  ["pointer", (space) => put(space.store, "p", { value: { $implRef: POINTER(PROGRAM.entry) } })],
  [
    "pinned",
    (space) => setPin(space.port, { identity: PROGRAM.entry, isPinned: true }, space.powers),
  ],
  ["annotated", (space) =>
    writeAnnotation(
      space.port,
      { entry: PROGRAM.entry, key: "docs", link: { "/": { "link@1": { id: "of:x" } } } },
      space.powers,
    )],
  ["replicating", async (space) => {
    const tag = replicationIntentKey("elsewhere", PROGRAM.entry);
    const key = cacheDocumentKey(tag, nodeSha256);
    await space.store.commit({
      txId: "intent",
      reads: [],
      writes: [{ key, doc: { value: {} }, base: "absent", tag }],
    });
  }],
];

Deno.test("each kind of root keeps the closure that it names, and loses it when it is gone", async () => {
  for (const [reason, plant] of ROOTS) {
    const space = await spaceWith(PROGRAM);
    await plant(space);
    const [planted] = [...space.memory.rows.values()].slice(-1);
    space.advance(25 * HOUR);
    const report = await collect(space);
    assert.deepEqual(keysLeft(space, PROGRAM), keysOf(PROGRAM), reason);
    assert.deepEqual(reasonsOf(report, "compiled"), { [reason]: PROGRAM.compiled.length });
    await space.store.commit({
      txId: "uproot",
      reads: [],
      writes: [{ key: planted!.key, doc: null, base: planted!.seq }],
    });
    await collect(space);
    assert.deepEqual(keysLeft(space, PROGRAM), [], reason);
  }
});

Deno.test("a pointer to a module in the middle keeps what it reaches, and no more", async () => {
  const space = await spaceWith(PROGRAM);
  await put(space.store, "piece", pieceOf(PROGRAM.id("/lib/left.ts")));
  space.advance(25 * HOUR);
  await collect(space);
  assert.deepEqual(keysLeft(space, PROGRAM), [
    `compileCache:${VERSION}/${"/lib/leaf.ts"}`,
    `compileCache:${VERSION}/${"/lib/left.ts"}`,
    "pattern:/lib/leaf.ts",
    "pattern:/lib/left.ts",
    "pattern:/lib/rows.csv",
  ]);
});

Deno.test("notes that were all removed keep nothing, pins can be taken away, pins need a module", async () => {
  const space = await spaceWith(PROGRAM);
  const note = { entry: PROGRAM.entry, key: "docs" };
  await writeAnnotation(space.port, { ...note, link: {} }, space.powers);
  await writeAnnotation(space.port, { ...note, link: undefined }, space.powers);
  const pin = (isPinned: boolean) =>
    setPin(space.port, { identity: PROGRAM.entry, isPinned }, space.powers);
  assert.deepEqual([await pin(true), await pin(true)], [true, false]);
  space.advance(25 * HOUR);
  assert.deepEqual(reasonsOf(await collect(space), "notes"), { pinned: 1 });
  assert.deepEqual([await pin(false), await pin(false)], [true, false]);
  const report = await collect(space);
  assert.deepEqual([sweptOf(report)["notes"], keysLeft(space, PROGRAM)], [1, []]);
  await assert.rejects(pin(true), { name: "UnknownModuleError" });
  await assert.rejects(
    setPin(space.port, { identity: "short", isPinned: true }, space.powers),
    { name: "InvalidIdentityError" },
  );
});

Deno.test("the current toolchain and the last used other one keep their bodies, older ones go", async () => {
  const space = timedSpace();
  const versions = ["t1-a", "t1-b", "t1-c", VERSION];
  for (const version of versions) {
    await write(space, makeProgram(DIAMOND, "/main.ts", version));
    space.advance(HOUR);
  }
  await put(space.store, "piece", pieceOf(PROGRAM.entry));
  const left = () => [
    ...new Set(keysLeft(space).flatMap((key) => /^compileCache:(.*)\//.exec(key)?.[1] ?? [])),
  ];
  const report = await collect(space);
  assert.deepEqual(left(), ["t1-c", VERSION]);
  assert.deepEqual(sweptOf(report), { compiled: 12, emitIndex: 12 });
  assert.equal(keysLeft(space).filter((key) => key.startsWith("pattern:")).length, 7);
  await collect(space, { runtimeVersion: undefined });
  assert.deepEqual(left(), ["t1-c", VERSION], "without a version of its own it keeps two");
  await collect(space, { keepVersions: 0 });
  assert.deepEqual(left(), [VERSION]);
});

Deno.test("a dry run writes nothing and says exactly what the run then does", async () => {
  const space = await spaceWith(PROGRAM, OTHER);
  await write(space, makeProgram(DIAMOND, "/main.ts", "t1-a"));
  await write(space, makeProgram(DIAMOND, "/main.ts", "t1-b"));
  await put(space.store, "piece", pieceOf(OTHER.entry));
  await space.store.commit({
    txId: "rows",
    reads: [],
    writes: [],
    observations: [{ v: 1, piece: spaceKey("of:gone"), action: "x", reads: [] }],
  });
  space.advance(25 * HOUR);
  const before = [rowsOf(space.memory), [...space.memory.blobs.keys()], await space.store.head()];
  const calls: string[] = [];
  const watched = space.again((store) => faultStore(store, { onCall: (call) => calls.push(call) }));
  const predicted = await collect(watched, { dryRun: true });
  assert.deepEqual(
    [rowsOf(space.memory), [...space.memory.blobs.keys()], await space.store.head()],
    before,
  );
  assert.deepEqual(calls.filter((call) => /commit|delete|compact/.test(call)), []);
  const done = await collect(space);
  assert.deepEqual(done, { ...predicted, dryRun: false, compacted: true });
  assert.ok(Object.keys(sweptOf(done)).length >= 6, JSON.stringify(sweptOf(done)));
  const size = (bytes: Iterable<{ length: number }>) =>
    [...bytes].reduce((sum, { length }) => sum + length, 0);
  const blobs = done.sets.find(({ set }) => set === "blob")!;
  assert.equal((before[1] as string[]).length - blobs.swept, space.memory.blobs.size);
  assert.equal(blobs.kept, space.memory.blobs.size);
  assert.ok(blobs.bytes > 0 && size(space.memory.blobs.values()) > 0);
});

Deno.test("a source document that fails its checks is reported and kept, with all blobs", async () => {
  const space = await spaceWith(PROGRAM, OTHER);
  const damaged = sourceKey(PROGRAM.id("/lib/left.ts"));
  await overwrite(space.store, damaged, (value) => ({ ...value, x: 1 }));
  const row = space.memory.rows.get(damaged.id)!;
  row.tag = `pattern:${PROGRAM.id("/lib/left.ts")}`;
  space.advance(25 * HOUR);
  const blobs = space.memory.blobs.size;
  const report = await collect(space);
  const pathOf = new Map(PROGRAM.sources.map(({ identity, filename }) => [identity, filename]));
  assert.deepEqual(
    new Map(report.unverifiable.map(({ identity, reason }) => [pathOf.get(identity!), reason])),
    new Map([["/lib/left.ts", "shape"], ["/main.ts", "absent"], ["/main.test.ts", "absent"]]),
  );
  assert.deepEqual(
    keysLeft(space, PROGRAM, OTHER).filter((key) => key.startsWith("pattern:")),
    keysOf(PROGRAM).filter((key) => key.startsWith("pattern:")),
    "what it may import, and what imports it, is kept as well",
  );
  assert.equal(space.memory.blobs.size, blobs);
  assert.ok(reasonsOf(report, "blob")["damaged source"]! > 0);
});

Deno.test("a document with another identity than its key is reported, and what it reaches is kept", async () => {
  const space = await spaceWith(PROGRAM);
  const changed = sourceKey(PROGRAM.id("/lib/leaf.ts"));
  await overwrite(space.store, changed, (value) => ({ ...value, filename: "/moved.ts" }));
  space.memory.rows.get(changed.id)!.tag = `pattern:${PROGRAM.id("/lib/leaf.ts")}`;
  space.advance(25 * HOUR);
  const report = await collect(space);
  const failed = report.unverifiable.filter(({ reason }) => reason === "identity");
  assert.deepEqual(failed.map(({ identity }) => identity), [PROGRAM.id("/lib/leaf.ts")]);
  assert.equal(
    report.unverifiable.length,
    5,
    "and all that reach it; neither the data nor the types",
  );
  assert.deepEqual(reasonsOf(report, "source"), { unverifiable: 7 });
});

Deno.test("leases, receipts, memos and hints go when they are of no use any more", async () => {
  const space = await spaceWith(PROGRAM);
  await put(space.store, "piece", pieceOf(PROGRAM.entry));
  const digest = PROGRAM.sources[0]!.sourceDigest;
  const tags = {
    held: leaseKey(VERSION, PROGRAM.entry),
    receipt: "receipt:old",
    memo: edgeMemoKey(digest, ".ts"),
    stale: edgeMemoKey("A".repeat(43), ".ts"),
  };
  await space.store.commit({
    txId: "side",
    reads: [],
    writes: Object.values(tags).map((tag) => ({
      key: spaceKey(documentId(tag, nodeSha256)),
      doc: { value: { owner: "me", until: 1_000_000 + 20_000 } },
      base: "absent" as const,
      tag,
    })),
  });
  const there = () => {
    const found = new Set([...space.memory.rows.values()].map(({ tag }) => tag));
    return Object.entries(tags).filter(([, tag]) => found.has(tag)).map(([name]) => name);
  };
  await collect(space);
  assert.deepEqual(there(), ["held", "receipt", "memo", "stale"]);
  space.advance(20_000);
  await collect(space);
  assert.deepEqual(there(), ["receipt", "memo", "stale"]);
  space.advance(25 * HOUR);
  await collect(space);
  assert.deepEqual(there(), ["receipt", "memo"]);
  space.advance(30 * 24 * HOUR);
  await collect(space);
  assert.deepEqual(there(), ["memo"]);
});

Deno.test("observations of pieces that are gone are forgotten, others stay", async () => {
  const space = timedSpace();
  await put(space.store, "piece", { value: 1 });
  const piece = spaceKey(documentId("piece", nodeSha256));
  const gone = spaceKey(documentId("gone", nodeSha256));
  await space.store.commit({
    txId: "rows",
    reads: [],
    writes: [],
    observations: [piece, gone].map((each) => ({ v: 1, piece: each, action: "x", reads: [] })),
  });
  const head = await space.store.head();
  const report = await collect(space);
  assert.deepEqual(sweptOf(report), { observation: 1 });
  assert.deepEqual(reasonsOf(report, "observation"), { piece: 1 });
  assert.equal((await space.store.observations([piece, gone])).length, 1);
  assert.equal(await space.store.head(), head);
});

Deno.test("a blob that no document names goes, one that any tagged document names stays", async () => {
  const space = timedSpace();
  const [named, unnamed] = ["named", "unnamed"].map((text) => {
    const bytes = encodeUtf8(text);
    return { hash: blobHash(bytes, nodeSha256), bytes };
  });
  await space.store.commit({
    txId: "blobs",
    reads: [],
    writes: [{
      key: spaceKey(documentId("package:x", nodeSha256)),
      doc: { value: { tree: [{ file: { hash: named!.hash, bytes: 5 } }] } },
      base: "absent",
      tag: "package:x",
    }],
    blobs: [named!, unnamed!],
  });
  assert.deepEqual(sweptOf(await collect(space)), { blob: 1 });
  assert.deepEqual([...space.memory.blobs.keys()], [named!.hash]);
});

Deno.test("a long closure goes in commits of at most 256 deletes, importers first", async () => {
  const space = timedSpace();
  const program = chain("m", 400);
  await write(space, program);
  space.advance(25 * HOUR);
  const commits: string[][] = [];
  const tagOf = new Map([...space.memory.rows.values()].map(({ key, tag }) => [key.id, tag!]));
  const watched = space.again((store) => ({
    ...faultStore(store, {}),
    commit: (batch) => {
      commits.push(batch.writes.map(({ key }) => tagOf.get(key.id)!));
      assert.ok(batch.writes.every(({ base }) => typeof base === "number"));
      return store.commit(batch);
    },
  }));
  await collect(watched);
  assert.ok(commits.length >= 4 && commits.every(({ length }) => length <= 256));
  const order = new Map(program.sources.map(({ identity }, index) => [identity, index]));
  const sourceOrder = commits.flat().filter((tag) => tag.startsWith("pattern:"))
    .map((tag) => order.get(tag.slice("pattern:".length))!);
  const expected = program.sources.map(({ filename }) => Number(/\d+/.exec(filename)![0]));
  const numbers = sourceOrder.map((index) => expected[index]!);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b), "the entry goes first");
  assert.equal(numbers.length, 400);
});

Deno.test("what a write-back left that did not come to its end stays for the grace period", async () => {
  const space = await spaceWith(PROGRAM);
  const [roots] = [...space.memory.rows.values()].filter(({ tag }) =>
    tag!.startsWith("patternRoots")
  );
  const writes = [{ key: roots!.key, doc: null, base: roots!.seq }];
  await space.store.commit({ txId: "cut", reads: [], writes });
  space.advance(24 * HOUR);
  const report = await collect(space);
  assert.deepEqual(sweptOf(report), {});
  assert.deepEqual(reasonsOf(report, "compiled"), { grace: 6 });
  space.advance(1);
  await collect(space);
  assert.deepEqual(keysLeft(space, PROGRAM), []);
});

const WRITTEN_MEANWHILE: readonly (readonly [string, DocKey, number, Record<string, number>])[] = [
  ["a source document", sourceKey(OTHER.entry), 0, { grace: 3 }],
  ["a compiled document", compiledKey(OTHER.entry), 0, { grace: 3 }],
  ["a compiled document of a superseded toolchain", compiledKey(OTHER.entry, "t1-a"), 3, {
    grace: 3,
  }],
];

for (const [what, key, swept, sources] of WRITTEN_MEANWHILE) {
  Deno.test(`${what} that is written during the sweep is left to the next one`, async () => {
    const space = await spaceWith(OTHER);
    if (swept > 0) await write(space, makeProgram(OTHER_FILES, "/other.ts", "t1-a"));
    space.advance(25 * HOUR);
    let isFirst = true;
    const { store } = space.again((inner) => ({
      ...faultStore(inner, {}),
      commit: async (batch) => {
        if (isFirst) await rewriteAsIs(inner, key);
        isFirst = false;
        return await inner.commit(batch);
      },
    }));
    const report = await collect({ store }, { graceMs: -1, keepVersions: 0 });
    assert.ok(space.memory.rows.has(key.id));
    assert.deepEqual(reasonsOf(report, "source"), sources, "and all that it needs");
    await collect(space, { graceMs: -1, keepVersions: 0 });
    assert.equal(space.memory.rows.size, 0);
  });
}

/** Writes a document again with the bytes and the tag that it has. */
async function rewriteAsIs(store: SpaceStore, key: DocKey): Promise<void> {
  const [stored] = await store.read([key]);
  const [header] = await store.upkeep.headers([key]);
  const writes = [{ key, doc: stored!.doc, base: stored!.seq, tag: header!.tag! }];
  const result = await store.commit({ txId: "again", reads: [], writes });
  assert.ok("ok" in result);
}

Deno.test("a store in which nothing is left to do is not written", async () => {
  const space = await spaceWith(PROGRAM);
  const head = await space.store.head();
  const report = await collectGarbage(space, {
    runtimeVersion: VERSION,
    sha256: nodeSha256,
    newTxId: () => assert.fail("a commit"),
  });
  assert.deepEqual([sweptOf(report), report.compacted], [{}, null]);
  assert.equal(await space.store.head(), head);
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
});
