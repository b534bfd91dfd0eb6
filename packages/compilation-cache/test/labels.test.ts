/** The label of the compiler on compiled documents, where labels are enforced and where not. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  COMPILED_LABELS,
  compiledDocKey,
  loadCompiledDocs,
  verifyCache,
  withCompileCacheBuiltin,
  writeClosure,
} from "../mod.ts";
import { DIAMOND, makeProgram, provenBy, UNSIGNED, VERSION } from "./support/programs.ts";
import {
  closureOf,
  compiledKey,
  labelled,
  makeSpace,
  rowsOf,
  sourceKey,
  type TestSpace,
} from "./support/spaces.ts";

const PROGRAM = makeProgram(DIAMOND);
const LEFT = PROGRAM.id("/lib/left.ts");

function load({ store }: TestSpace, requireLabel: boolean) {
  return loadCompiledDocs(store, PROGRAM.identities, {
    runtimeVersion: VERSION,
    source: provenBy(PROGRAM.sources),
    ...UNSIGNED,
    sha256: nodeSha256,
    requireLabel,
  });
}

let edits = 0;

/** Replaces the labels of the compiled document of `LEFT`, as somebody with the store file can. */
async function relabel({ store }: TestSpace, labels: unknown): Promise<void> {
  const key = compiledKey(LEFT);
  const [stored] = await store.read([key]);
  const doc = { value: stored!.doc.value, ...(labels === undefined ? {} : { labels }) };
  const txId = `relabel-${++edits}`;
  const tag = compiledDocKey(VERSION, LEFT);
  const write = { key, doc, base: stored!.seq, tag };
  const result = await store.commit({ txId, reads: [], writes: [write] });
  assert.ok("ok" in result);
}

async function writtenSpace(): Promise<TestSpace> {
  const space = labelled(makeSpace());
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  return space;
}

Deno.test("an equal body without the label is repaired by a write that knew of no miss", async () => {
  const space = await writtenSpace();
  await relabel(space, undefined);
  const written = await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  assert.deepEqual(written.compiled, [LEFT]);
  assert.deepEqual(space.events, [{ type: "repaired", identity: LEFT, reason: "label" }]);
  assert.equal((await load(space, true)).misses.size, 0);
});

Deno.test("without enforcement a labelled document is equal to ours and stays", async () => {
  const space = await writtenSpace();
  const before = rowsOf(space.memory);
  const plain = { ...space.port, isLabelled: false, commit: space.store.commit.bind(space.store) };
  const written = await writeClosure(plain, closureOf(PROGRAM), space.powers);
  assert.deepEqual(written, { sources: [], compiled: [] });
  assert.deepEqual(space.events, []);
  assert.deepEqual(rowsOf(space.memory), before);
});

Deno.test("only compiled documents are labelled", async () => {
  const space = await writtenSpace();
  const [source] = await space.store.read([sourceKey(LEFT)]);
  const [compiled] = await space.store.read([compiledKey(LEFT)]);
  assert.deepEqual(source!.doc.labels, undefined);
  assert.deepEqual(compiled!.doc.labels, COMPILED_LABELS);
});

Deno.test("verify names the label where it is required, and nowhere else", async () => {
  const space = await writtenSpace();
  await relabel(space, undefined);
  const checks = { ...UNSIGNED, sha256: nodeSha256 };
  const enforced = await verifyCache(space.store, { ...checks, requireLabel: true });
  assert.equal(enforced.ok, true, "a compiled document only saves time");
  assert.deepEqual(enforced.misses.map(({ set, identity, reason }) => [set, identity, reason]), [
    ["compiled", LEFT, "label"],
  ]);
  const plain = await verifyCache(space.store, { ...checks, requireLabel: false });
  assert.deepEqual(plain.misses, []);
});

Deno.test("the label is judged after links and before texts", async () => {
  const space = await writtenSpace();
  await relabel(space, undefined);
  const { bodyHash } = PROGRAM.compiled.find(({ identity }) => identity === LEFT)!;
  space.memory.blobs.delete(bodyHash);
  assert.deepEqual([...(await load(space, true)).misses], [[LEFT, "label"]]);
  assert.deepEqual([...(await load(space, false)).misses], [[LEFT, "blob"]]);
});

Deno.test("the identity of the compile cache lasts as long as the function, errors included", () => {
  const tx = {
    implementationIdentity: { kind: "host" } as unknown,
    setImplementationIdentity(identity: unknown) {
      this.implementationIdentity = identity;
    },
  };
  const inside = withCompileCacheBuiltin(tx, () => tx.implementationIdentity);
  assert.deepEqual(inside, { kind: "builtin", builtinId: "compile-cache" });
  assert.deepEqual(tx.implementationIdentity, { kind: "host" });
  const failing = () =>
    withCompileCacheBuiltin(tx, () => {
      throw new Error("inside");
    });
  assert.throws(failing, /inside/);
  assert.deepEqual(tx.implementationIdentity, { kind: "host" });
});
