/** The emit index of a space: components by emit key, entries that lie, entries that are replaced. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import type { DocKey } from "@commonfabric/storage";
import {
  cacheDocumentKey,
  emitIndexKey,
  loadEmittedDocs,
  type ReliedDoc,
  writeClosure,
} from "../mod.ts";
import { DIAMOND, makeProgram, provenBy, UNSIGNED, VERSION } from "./support/programs.ts";
import {
  closureOf,
  compiledKey,
  makeSpace,
  overwrite,
  sourceKey,
  type TestSpace,
} from "./support/spaces.ts";

const PROGRAM = makeProgram(DIAMOND);
const LEFT = docOf("/lib/left.ts");
const RIGHT = docOf("/lib/right.ts");

function docOf(path: string) {
  return PROGRAM.compiled.find(({ filename }) => filename === path)!;
}

function load(space: TestSpace, emitKeys: readonly string[]) {
  return loadEmittedDocs(space.store, emitKeys, {
    runtimeVersion: VERSION,
    source: provenBy(PROGRAM.sources),
    ...UNSIGNED,
    sha256: nodeSha256,
    requireLabel: space.port.isLabelled,
  });
}

function indexKey(emitKey: string): DocKey {
  return cacheDocumentKey(emitIndexKey(VERSION, emitKey), nodeSha256);
}

async function written(): Promise<TestSpace> {
  const space = makeSpace();
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  return space;
}

const ENTRY = PROGRAM.compiled.find(({ identity }) => identity === PROGRAM.entry)!;

/** All compiled documents but that of the entry. */
function usedDocs(): Map<string, ReliedDoc> {
  const others = PROGRAM.compiled.filter((doc) => doc !== ENTRY);
  return new Map(others.map((doc) => [doc.identity, { ...doc, make: () => doc }]));
}

async function drop(space: TestSpace, key: DocKey): Promise<void> {
  const [seq] = await space.store.heads([key]);
  await space.store.commit({
    txId: `drop ${key.id}`,
    reads: [],
    writes: [{ key, doc: null, base: seq! }],
  });
}

Deno.test("components are found under their emit keys, and others are neither found nor stale", async () => {
  const space = await written();
  const unknown = "A".repeat(43);
  const { usable, stale } = await load(space, [LEFT.emitKey, unknown, RIGHT.emitKey]);
  assert.deepEqual([...usable], [
    [LEFT.emitKey, [{ ...LEFT, trust: "none" }]],
    [RIGHT.emitKey, [{ ...RIGHT, trust: "none" }]],
  ]);
  assert.deepEqual(stale, new Set());
});

Deno.test("an entry that lies gives nothing, and is replaced by the write-back that knows of it", async () => {
  const lies: Record<string, (value: Record<string, unknown>) => unknown> = {
    "the document of another module": () => ({
      members: [{ path: LEFT.filename, identity: RIGHT.identity }],
    }),
    "the document of another module by its own path": () => ({
      members: [{ path: RIGHT.filename, identity: RIGHT.identity }],
    }),
    "a document that is not there": () => ({
      members: [{ path: LEFT.filename, identity: "A".repeat(43) }],
    }),
    "more members than the component has": (value) => ({
      members: [...value["members"] as object[], {
        path: RIGHT.filename,
        identity: RIGHT.identity,
      }],
    }),
    "a member twice": (value) => ({
      members: [...value["members"] as object[], ...value["members"] as object[]],
    }),
    "no members": () => ({ members: [] }),
    "an identity that is none": () => ({ members: [{ path: LEFT.filename, identity: "x" }] }),
    "another shape": (value) => ({ ...value, more: 1 }),
    "no object": () => "members",
  };
  for (const [name, lie] of Object.entries(lies)) {
    const space = await written();
    await overwrite(space.store, indexKey(LEFT.emitKey), lie);
    const { usable, stale } = await load(space, [LEFT.emitKey, RIGHT.emitKey]);
    assert.deepEqual([...usable.keys()], [RIGHT.emitKey], name);
    assert.deepEqual(stale, new Set([LEFT.emitKey]), name);
    await writeClosure(space.port, closureOf(PROGRAM), space.powers);
    assert.equal((await load(space, [LEFT.emitKey])).usable.size, 0, `${name}: stays unless known`);
    await writeClosure(
      space.port,
      closureOf(PROGRAM, { staleEmitKeys: stale }),
      space.powers,
    );
    assert.deepEqual([...(await load(space, [LEFT.emitKey])).usable.values()], [[{
      ...LEFT,
      trust: "none",
    }]], name);
    assert.deepEqual(space.events, [], `${name}: a hint is not repaired, it is written anew`);
  }
});

Deno.test("an entry that is there stays: the documents under one emit key are interchangeable", async () => {
  const space = await written();
  const [before] = await space.store.heads([indexKey(LEFT.emitKey)]);
  const renamed = makeProgram({ ...DIAMOND, "/lib/leaf.ts": `${DIAMOND["/lib/leaf.ts"]}// 2\n` });
  const left = renamed.compiled.find(({ filename }) => filename === "/lib/left.ts")!;
  assert.equal(left.emitKey, LEFT.emitKey);
  assert.notEqual(left.identity, LEFT.identity);
  await writeClosure(space.port, closureOf(renamed), space.powers);
  assert.deepEqual(await space.store.heads([indexKey(LEFT.emitKey)]), [before]);
});

Deno.test("a write-back leaves what was just used, writes what went away, and counts it as read", async () => {
  const space = await written();
  const used = usedDocs();
  const closure = closureOf(PROGRAM, { relied: used, compiled: [ENTRY] });
  await drop(space, compiledKey(LEFT.identity));
  await drop(space, sourceKey(RIGHT.identity));
  await drop(space, compiledKey(PROGRAM.entry));
  const batches: (readonly { readonly key: DocKey }[])[] = [];
  const port = {
    ...space.port,
    commit: (batch: Parameters<typeof space.port.commit>[0]) => {
      batches.push(batch.reads);
      return space.store.commit(batch);
    },
  };
  const result = await writeClosure(port, closure, space.powers);
  assert.deepEqual(result, {
    sources: [RIGHT.identity],
    compiled: [LEFT.identity, PROGRAM.entry],
  });
  assert.equal(batches.length, 1);
  // Source and compiled document of each used module, less the two that were gone.
  assert.equal(batches[0]!.length, used.size * 2 - 2);
});

Deno.test("what a collector takes during a write-back is written by it", async () => {
  const space = await written();
  const used = usedDocs();
  await drop(space, compiledKey(PROGRAM.entry));
  let raced = false;
  const port = {
    ...space.port,
    commit: async (batch: Parameters<typeof space.port.commit>[0]) => {
      if (!raced) {
        raced = true;
        await drop(space, compiledKey(LEFT.identity));
      }
      return await space.store.commit(batch);
    },
  };
  const { compiled } = await writeClosure(
    port,
    closureOf(PROGRAM, { relied: used, compiled: [ENTRY] }),
    space.powers,
  );
  assert.deepEqual(compiled, [LEFT.identity, PROGRAM.entry]);
  const seqs = await space.store.heads(PROGRAM.identities.map((identity) => compiledKey(identity)));
  assert.ok(seqs.every((seq) => seq !== undefined));
});
