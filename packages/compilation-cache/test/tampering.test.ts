/** What somebody who can write the space, but holds no key, achieves: misses. */
import assert from "node:assert/strict";
import { encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import type { SpaceStore } from "@commonfabric/storage";
import {
  type CompiledDocs,
  loadCompiledDocs,
  loadSourceClosure,
  loadVerifiedSourceClosure,
  readSourceTexts,
  writeClosure,
} from "../mod.ts";
import { provenBy, UNSIGNED, verifyBody, VERSION } from "./support/programs.ts";
import {
  blobOf,
  COMPILED,
  editEdge,
  LEFT,
  OTHER,
  PROGRAM,
  type Tampering,
  type Value,
  withLinkOf,
  without,
} from "./support/tamperings.ts";
import { closureOf, compiledKey, makeSpace, overwrite, sourceKey } from "./support/spaces.ts";

async function writtenSpace() {
  const space = makeSpace();
  await writeClosure(space.port, closureOf(PROGRAM), space.powers);
  return space;
}

function loadCompiled(store: SpaceStore): Promise<CompiledDocs> {
  return loadCompiledDocs(store, PROGRAM.identities, {
    runtimeVersion: VERSION,
    source: provenBy(PROGRAM.sources),
    ...UNSIGNED,
    sha256: nodeSha256,
    requireLabel: false,
  });
}

for (const [title, reason, edit] of COMPILED) {
  Deno.test(`a compiled document with ${title} is a miss: ${reason}`, async () => {
    const space = await writtenSpace();
    await overwrite(space.store, compiledKey(LEFT), edit);
    const { usable, misses } = await loadCompiled(space.store);
    assert.deepEqual([...misses], [[LEFT, reason]]);
    assert.equal(usable.size, PROGRAM.identities.length - 1);
    await writeClosure(
      space.port,
      closureOf(PROGRAM, { compiledMisses: misses }),
      space.powers,
    );
    assert.deepEqual(space.events, [{ type: "repaired", identity: LEFT, reason }]);
    assert.equal(space.counters.repairs, 1);
    assert.equal((await loadCompiled(space.store)).misses.size, 0);
  });
}

Deno.test("a document whose text alone is damaged is repaired although its own bytes are equal", async () => {
  const space = await writtenSpace();
  const { bodyHash } = PROGRAM.compiled.find(({ identity }) => identity === LEFT)!;
  space.memory.blobs.set(bodyHash, encodeUtf8("damaged"));
  const { misses } = await loadCompiled(space.store);
  assert.deepEqual([...misses], [[LEFT, "blob"]]);
  await writeClosure(space.port, closureOf(PROGRAM, { compiledMisses: misses }), space.powers);
  assert.deepEqual(space.events, [{ type: "repaired", identity: LEFT, reason: "blob" }]);
  assert.equal((await loadCompiled(space.store)).misses.size, 0);
});

Deno.test("a well-formed attestation is no field to stumble over, and proves nothing here", async () => {
  const space = await writtenSpace();
  const attestation = { alg: "ed25519", keyId: "k", value: "v" } as const;
  await overwrite(space.store, compiledKey(LEFT), (value) => ({ ...value, attestation }));
  const { usable } = await loadCompiled(space.store);
  assert.deepEqual(usable.get(LEFT)?.attestation, attestation);
});

Deno.test("a body that the verifier refuses is a miss even if everything else fits", async () => {
  const space = await writtenSpace();
  const { misses } = await loadCompiledDocs(space.store, PROGRAM.identities, {
    runtimeVersion: VERSION,
    source: provenBy(PROGRAM.sources),
    ...UNSIGNED,
    verifyBody: (body, module) =>
      module.filename === "/lib/left.ts"
        ? { ok: false, verifierVersion: "v", policy: "p", bodyHash: "", errors: [] }
        : verifyBody(body, module),
    sha256: nodeSha256,
    requireLabel: false,
  });
  assert.deepEqual([...misses], [[LEFT, "verdict"]]);
});

Deno.test("a compiled document without a proven source is a miss", async () => {
  const space = await writtenSpace();
  const sources = PROGRAM.sources.filter(({ identity }) => identity !== LEFT);
  const { misses } = await loadCompiledDocs(space.store, PROGRAM.identities, {
    runtimeVersion: VERSION,
    source: provenBy(sources),
    ...UNSIGNED,
    sha256: nodeSha256,
    requireLabel: false,
  });
  assert.deepEqual([...misses], [[LEFT, "edges"]]);
});

const SOURCE: readonly Tampering[] = [
  ["annotations", "shape", (value) => ({ ...value, annotations: {} })],
  ["an unknown kind", "shape", (value) => ({ ...value, kind: "compiled" })],
  ["no digest", "shape", (value) => without(value, "sourceDigest")],
  ["a text over the limit", "too-large", (value) => ({
    ...value,
    code: { ...value["code"] as Value, bytes: 2 * 1024 * 1024 },
  })],
  ["another identity", "key", (value) => ({ ...value, identity: OTHER })],
  ["a rewired edge", "link", (value) => editEdge(value, { identity: OTHER })],
  [
    "a rewired edge with its link",
    "identity",
    (value) => editEdge(value, { identity: OTHER, link: withLinkOf(sourceKey(OTHER).id) }),
  ],
  ["another file name", "identity", (value) => ({ ...value, filename: "/x.ts" })],
  ["another kind of file", "identity", (value) => ({ ...value, kind: "declaration" })],
  ["another digest", "identity", (value) => ({ ...value, sourceDigest: OTHER })],
  ["another specifier", "identity", (value) => editEdge(value, { specifier: "./leaf2.ts" })],
  ["no edges", "identity", (value) => ({ ...value, imports: [] })],
];

for (const [title, reason, edit] of SOURCE) {
  Deno.test(`a source document with ${title} is a miss: ${reason}`, async () => {
    const space = await writtenSpace();
    await overwrite(space.store, sourceKey(LEFT), edit);
    const { docs, misses } = await loadVerifiedSourceClosure(
      space.store,
      PROGRAM.entry,
      nodeSha256,
    );
    assert.equal(docs.size, 0, "a closure is proven as a whole");
    assert.equal(misses.get(LEFT), reason);
    await writeClosure(space.port, closureOf(PROGRAM), space.powers);
    assert.deepEqual(space.events, [{ type: "repaired", identity: LEFT, reason }]);
    const repaired = await loadVerifiedSourceClosure(space.store, PROGRAM.entry, nodeSha256);
    assert.equal(repaired.misses.size, 0);
  });
}

Deno.test("a link into another space rejects the whole closure", async () => {
  const space = await writtenSpace();
  await overwrite(
    space.store,
    sourceKey(LEFT),
    (value) =>
      editEdge(value, {
        link: withLinkOf(sourceKey(PROGRAM.id("/lib/leaf.ts")).id, { space: "work" }),
      }),
  );
  const { docs, misses } = await loadSourceClosure(space.store, PROGRAM.entry, nodeSha256);
  assert.equal(docs.size, 0);
  assert.ok(misses.size > 1);
  assert.deepEqual(new Set(misses.values()), new Set(["link"]));
});

Deno.test("a source text is checked when it is read: blob first, then its digest", async () => {
  const space = await writtenSpace();
  const left = PROGRAM.sources.find(({ identity }) => identity === LEFT)!;
  const right = PROGRAM.sources.find(({ identity }) => identity === OTHER)!;
  await overwrite(
    space.store,
    sourceKey(LEFT),
    (value) => ({ ...value, code: blobOf(right.code) }),
  );
  const closure = await loadVerifiedSourceClosure(space.store, PROGRAM.entry, nodeSha256);
  const texts = await readSourceTexts(space.store, closure.docs.values(), nodeSha256);
  assert.deepEqual([...texts.misses], [[LEFT, "identity"]]);
  space.memory.blobs.set(blobOf(right.code).hash, encodeUtf8(left.code));
  const again = await readSourceTexts(space.store, closure.docs.values(), nodeSha256);
  assert.deepEqual(new Map(again.misses), new Map([[LEFT, "blob"], [OTHER, "blob"]]));
});

Deno.test("every byte of a row and of its texts flipped is a miss, never another body", async () => {
  const space = await writtenSpace();
  const doc = PROGRAM.compiled.find(({ identity }) => identity === LEFT)!;
  const expected = { ...doc, trust: "none" };
  const row = space.memory.rows.get(compiledKey(LEFT).id)!;
  const load = async () => {
    const { usable, misses } = await loadCompiledDocs(space.store, [LEFT], {
      runtimeVersion: VERSION,
      source: provenBy(PROGRAM.sources),
      ...UNSIGNED,
      sha256: nodeSha256,
      requireLabel: false,
    });
    assert.equal(usable.size + misses.size, 1);
    return usable.get(LEFT);
  };
  assert.deepEqual(await load(), expected);
  const texts = [expected.code, expected.sourceMap!, expected.sites!, expected.warnings!];
  const targets = [row.bytes, ...texts.map((text) => space.memory.blobs.get(blobOf(text).hash)!)];
  for (const bytes of targets) {
    for (let at = 0; at < bytes.length; at++) {
      bytes[at]! ^= 1 << (at % 8);
      assert.equal(await load(), undefined, `byte ${at}`);
      bytes[at]! ^= 1 << (at % 8);
    }
  }
  const whole = row.bytes;
  for (let length = 0; length < whole.length; length += 7) {
    row.bytes = whole.subarray(0, length);
    assert.equal(await load(), undefined, `length ${length}`);
  }
  row.bytes = whole;
  assert.deepEqual(await load(), expected);
});
