import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeCounters } from "@commonfabric/contract";
import type { SpaceStore } from "@commonfabric/storage";
import {
  addLifetime,
  compiledDocKey,
  listCache,
  makeEdgeMemo,
  readCacheStats,
  rootsDocKey,
  sessionCounters,
  sourceDocKey,
  verifyCache,
  writeClosure,
} from "../mod.ts";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { DIAMOND, makeProgram, UNSIGNED, VERSION } from "./support/programs.ts";
import { closureOf, compiledKey, makeSpace, overwrite, sourceKey } from "./support/spaces.ts";

const CHECKS = { ...UNSIGNED, sha256: nodeSha256, requireLabel: false };

const PROGRAM = makeProgram(DIAMOND);

async function writtenSpace() {
  const space = makeSpace();
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  return space;
}

/** The methods that a function calls on a store. */
async function callsOf(store: SpaceStore, fn: (store: SpaceStore) => Promise<unknown>) {
  const calls = new Set<string>();
  await fn(faultStore(store, { onCall: (method) => calls.add(method) }));
  return calls;
}

Deno.test("statistics count each set, and the toolchains apart", async () => {
  const space = await writtenSpace();
  const old = makeProgram(DIAMOND, "/main.ts", "t1-old");
  await writeClosure(space.port, closureOf(old), space.powers);
  const stats = await readCacheStats(space.store, VERSION, nodeSha256);
  const bodyBytes = PROGRAM.compiled.reduce((sum, { code }) => sum + code.length, 0);
  assert.equal(stats.space, "home");
  assert.equal(stats.runtimeVersion, VERSION);
  assert.deepEqual(stats.source, {
    documents: 7,
    entries: 1,
    textBytes: PROGRAM.sources.reduce((sum, { code }) => sum + code.length, 0),
  });
  assert.deepEqual(stats.compiled, {
    documents: 12,
    bodyBytes: 2 * bodyBytes,
    current: 6,
    superseded: 6,
    attested: 0,
    unattested: 12,
    byRuntimeVersion: [
      { runtimeVersion: "t1-old", documents: 6, bodyBytes, current: false },
      { runtimeVersion: VERSION, documents: 6, bodyBytes, current: true },
    ],
  });
  assert.deepEqual(stats.emitIndex, { documents: 12 });
  assert.deepEqual(stats.roots, { documents: 1 });
  assert.deepEqual(stats.blobs, await space.store.blobStats());
  assert.ok(stats.bytes > stats.blobs.bytes);
  assert.deepEqual(stats.pins, []);
  assert.equal(stats.lifetime, null);
});

Deno.test("statistics, listing and verification never write", async () => {
  const space = await writtenSpace();
  const reading = new Set(["read", "heads", "readBlobs", "list", "blobStats", "head"]);
  const calls = await callsOf(space.store, async (store) => {
    await readCacheStats(store, VERSION, nodeSha256);
    await listCache(store);
    await verifyCache(store, CHECKS);
  });
  for (const call of calls) assert.ok(reading.has(call), call);
  assert.ok(calls.has("list") && calls.has("blobStats") && calls.has("readBlobs"));
});

Deno.test("the listing is sorted by key and names path, toolchain and last use", async () => {
  const space = await writtenSpace();
  const items = await listCache(space.store);
  const keys = items.map(({ key }) => key);
  assert.deepEqual(keys, keys.toSorted((a, b) => a < b ? -1 : 1));
  const entry = items.find(({ key }) => key === sourceDocKey(PROGRAM.entry))!;
  const { bytes, ...rest } = entry;
  assert.ok(bytes > 0);
  assert.deepEqual(rest, {
    set: "source",
    key: sourceDocKey(PROGRAM.entry),
    identity: PROGRAM.entry,
    path: "/main.ts",
    entry: true,
    runtimeVersion: null,
    usedAt: 1_000,
  });
  const leaf = PROGRAM.id("/lib/leaf.ts");
  const body = items.find(({ key }) => key === compiledDocKey(VERSION, leaf))!;
  assert.deepEqual([body.path, body.entry, body.runtimeVersion, body.usedAt], [
    "/lib/leaf.ts",
    false,
    VERSION,
    null,
  ]);
  assert.ok(items.some(({ key }) => key === rootsDocKey(PROGRAM.entry)));
});

Deno.test("verification lists what a load would refuse, and only bad sources make it fail", async () => {
  const space = await writtenSpace();
  assert.deepEqual(await verifyCache(space.store, CHECKS), {
    ok: true,
    checked: 13,
    misses: [],
  });
  const left = PROGRAM.id("/lib/left.ts");
  const right = PROGRAM.id("/lib/right.ts");
  await overwrite(space.store, compiledKey(left), (value) => ({ ...value, emitKey: right }));
  // `overwrite` drops the tag, under which the document is listed.
  space.memory.rows.get(compiledKey(left).id)!.tag = compiledDocKey(VERSION, left);
  assert.deepEqual(await verifyCache(space.store, CHECKS), {
    ok: true,
    checked: 13,
    misses: [{
      set: "compiled",
      key: compiledDocKey(VERSION, left),
      identity: left,
      reason: "attestation",
    }],
  });
  space.memory.rows.delete(sourceKey(right).id);
  const broken = await verifyCache(space.store, CHECKS);
  assert.equal(broken.ok, false);
  assert.deepEqual(broken.misses[0], {
    set: "source",
    key: sourceDocKey(right),
    identity: right,
    reason: "absent",
  });
  const bodies = broken.misses.slice(1).map(({ identity }) => identity);
  assert.ok(bodies.includes(PROGRAM.entry), "its importer has no proven source any more");
  assert.ok(
    !bodies.includes(PROGRAM.id("/lib/leaf.ts")),
    "what it shares with others stays proven",
  );
});

Deno.test("lifetime counters add up over sessions; a failure to add them is no failure", async () => {
  const space = makeSpace();
  const counters = makeCounters();
  Object.assign(counters, { hits: 2, byIdentityHits: 3 });
  counters.identityStability.changed = 1;
  const counted = sessionCounters(makeCounters(), counters);
  assert.equal(await addLifetime(space.store, counted, space.powers), true);
  assert.equal(await addLifetime(space.store, counted, space.powers), true);
  const { lifetime } = await readCacheStats(space.store, VERSION, nodeSha256);
  assert.deepEqual(lifetime, {
    hits: 4,
    misses: 0,
    byIdentityHits: 6,
    partialHits: 0,
    carried: 0,
    repairs: 0,
    disagreements: 0,
    sessions: 2,
    identityStability: { stable: 0, changed: 2, unstable: 0 },
  });
  await space.store.close();
  assert.equal(await addLifetime(space.store, counted, space.powers), false);
});

Deno.test("the edge memo of a space serves another process until a syntax tree contradicts it", async () => {
  const space = makeSpace();
  const digest = PROGRAM.sources[0]!.sourceDigest;
  const writer = makeEdgeMemo(() => undefined, nodeSha256);
  writer.put(digest, ".ts", ["./a.ts", "data:./b.csv"]);
  const edgeMemo = writer.takeNewEntries();
  assert.deepEqual(writer.takeNewEntries(), []);
  await writeClosure(space.port, closureOf(PROGRAM, { edgeMemo }), space.powers);
  const reader = makeEdgeMemo(() => space.store, nodeSha256);
  assert.deepEqual(reader.get(digest, ".ts"), ["./a.ts", "data:./b.csv"]);
  assert.equal(reader.get(digest, ".tsx"), undefined);
  assert.deepEqual(reader.takeNewEntries(), [], "what the store has is not written again");
  reader.discard!(digest, ".ts");
  assert.equal(reader.get(digest, ".ts"), undefined);
  reader.put(digest, ".ts", ["./c.ts"]);
  const corrected = reader.takeNewEntries();
  await writeClosure(space.port, closureOf(PROGRAM, { edgeMemo: corrected }), space.powers);
  const third = makeEdgeMemo(() => space.store, nodeSha256);
  assert.deepEqual(third.get(digest, ".ts"), ["./c.ts"]);
  assert.deepEqual(space.events, []);
});
