/** Attestation: who may say that a body is what the compiler made of a source, and where. */
import assert from "node:assert/strict";
import {
  ByteWriter,
  canonicalBytes,
  encodeUtf8,
  nodeSha256,
  taggedDigest,
} from "@commonfabric/canonical";
import type { AttestationKeys, Attester, CompiledDocs, DocTrust } from "../mod.ts";
import {
  ed25519KeyId,
  loadAttestedClosure,
  loadCompiledDocs,
  makeAttester,
  nodeAttestationPowers,
  statementOf,
  writeClosure,
} from "../mod.ts";
import { provenBy, UNSIGNED, VERSION } from "./support/programs.ts";
import { closureOf, compiledKey, makeSpace, overwrite, type TestSpace } from "./support/spaces.ts";
import { LEFT, OTHER, PROGRAM, type Value } from "./support/tamperings.ts";

const KEY = { alg: "hmac-sha256", key: new Uint8Array(32).fill(7) } as const;
const OLD = { alg: "hmac-sha256", key: new Uint8Array(32).fill(8) } as const;
const HMAC: AttestationKeys = {
  sign: { ...KEY, keyId: "current" },
  verify: new Map([["current", KEY]]),
};

const SEED = new Uint8Array(32).fill(9);
const PUBLIC = nodeAttestationPowers.publicKeyEd25519(SEED);
const PUBLIC_ID = ed25519KeyId(PUBLIC, nodeSha256);
const READER: AttestationKeys = {
  verify: new Map([[PUBLIC_ID, { alg: "ed25519", key: PUBLIC } as const]]),
};
const WORKER: AttestationKeys = {
  ...READER,
  sign: { alg: "ed25519", keyId: PUBLIC_ID, key: SEED },
};

function attester(keys: AttestationKeys): Attester {
  return makeAttester(keys, nodeAttestationPowers, nodeSha256);
}

function trusting(keys: AttestationKeys): DocTrust {
  return { ...UNSIGNED, attester: attester(keys) };
}

async function writtenBy(keys: AttestationKeys, name = "home"): Promise<TestSpace> {
  const space = makeSpace(name);
  await writeClosure(space.port, closureOf(PROGRAM, trusting(keys)), space.powers);
  return space;
}

const NEVER: DocTrust["verifyBody"] = (_body, { filename }) => assert.fail(`verified ${filename}`);

/** Loads without a verifier and without sources: attestation alone decides. */
function load(space: TestSpace, keys: AttestationKeys, version = VERSION): Promise<CompiledDocs> {
  return loadCompiledDocs(space.store, PROGRAM.identities, {
    ...trusting(keys),
    verifyBody: NEVER,
    runtimeVersion: version,
    source: () => undefined,
    requireLabel: false,
    sha256: nodeSha256,
  });
}

async function missOf(space: TestSpace, keys: AttestationKeys): Promise<string | undefined> {
  return (await load(space, keys)).misses.get(LEFT);
}

for (
  const [name, signing, reading] of [
    ["HMAC", HMAC, HMAC],
    ["Ed25519", WORKER, WORKER],
    ["Ed25519, read with the public key alone", WORKER, READER],
  ] as const
) {
  Deno.test(`attested bodies need no verification and no source: ${name}`, async () => {
    const space = await writtenBy(signing);
    const { usable, misses } = await load(space, reading);
    assert.deepEqual([...misses], []);
    for (const doc of PROGRAM.compiled) {
      const { attestation, trust, ...rest } = usable.get(doc.identity)!;
      assert.equal(trust, "attested");
      assert.equal(attestation!.alg, signing.sign!.alg);
      assert.deepEqual(rest, doc);
    }
  });
}

Deno.test("a closure of attested documents is found by its entry alone, level by level", async () => {
  const space = await writtenBy(HMAC);
  const checks = {
    ...trusting(HMAC),
    verifyBody: NEVER,
    runtimeVersion: VERSION,
    source: () => undefined,
    requireLabel: false,
    sha256: nodeSha256,
  };
  const found = await loadAttestedClosure(space.store, PROGRAM.entry, checks);
  assert.equal(found.complete, true);
  const reached = PROGRAM.compiled.map(({ filename }) => filename)
    .filter((path) => path !== "/types.ts" && !path.endsWith(".test.ts"));
  assert.deepEqual(
    new Set([...found.usable.values()].map(({ filename }) => filename)),
    new Set(reached),
  );
  await overwrite(space.store, compiledKey(LEFT), (value) => ({ ...value, emitKey: OTHER }));
  const broken = await loadAttestedClosure(space.store, PROGRAM.entry, checks);
  assert.equal(broken.complete, false);
  assert.deepEqual([...broken.misses], [[LEFT, "attestation"]]);
});

Deno.test("an attestation holds in its space, for its identity and its toolchain only", async () => {
  const space = await writtenBy(HMAC);
  const elsewhere = await writtenBy(HMAC, "elsewhere");
  const [mine, theirs, other] = await Promise.all([
    space.store.read([compiledKey(LEFT)]),
    elsewhere.store.read([compiledKey(LEFT)]),
    space.store.read([compiledKey(OTHER)]),
  ]).then((all) => all.map(([stored]) => stored!.doc.value as Value));
  assert.notDeepEqual(mine!["attestation"], theirs!["attestation"]);
  for (const foreign of [theirs, other]) {
    await overwrite(space.store, compiledKey(LEFT), (value) => ({
      ...value,
      attestation: foreign!["attestation"],
    }));
    assert.equal(await missOf(space, HMAC), "attestation");
  }
  const salted = makeSpace();
  const compiled = PROGRAM.compiled.map((doc) => ({ ...doc, runtimeVersion: "t1-new" }));
  await writeClosure(
    salted.port,
    closureOf(PROGRAM, { ...trusting(HMAC), compiled }),
    salted.powers,
  );
  await overwrite(salted.store, compiledKey(LEFT, "t1-new"), (value) => ({
    ...value,
    attestation: mine!["attestation"],
  }));
  assert.deepEqual([...(await load(salted, HMAC, "t1-new")).misses], [[LEFT, "attestation"]]);
});

Deno.test("a public key is no HMAC key: what it could have signed is a miss", async () => {
  const space = await writtenBy(WORKER);
  const confused: AttestationKeys = {
    sign: { alg: "hmac-sha256", keyId: PUBLIC_ID, key: PUBLIC },
    verify: new Map([[PUBLIC_ID, { alg: "hmac-sha256", key: PUBLIC }]]),
  };
  const forged = await writtenBy(confused);
  const [stored] = await forged.store.read([compiledKey(LEFT)]);
  const { attestation } = stored!.doc.value as Value;
  await overwrite(space.store, compiledKey(LEFT), (value) => ({ ...value, attestation }));
  assert.equal(await missOf(space, READER), "attestation");
});

Deno.test("rotation: a replaced key that is still trusted costs nothing, a dropped one one write", async () => {
  const space = await writtenBy({
    sign: { ...OLD, keyId: "old" },
    verify: new Map([["old", OLD]]),
  });
  const both = { ...HMAC, verify: new Map([...HMAC.verify, ["old", OLD] as const]) };
  assert.equal((await load(space, both)).misses.size, 0);
  const { misses } = await load(space, HMAC);
  assert.deepEqual(new Set(misses.values()), new Set(["attestation"]));
  const compiledMisses = misses;
  await writeClosure(
    space.port,
    closureOf(PROGRAM, { ...trusting(HMAC), compiledMisses }),
    space.powers,
  );
  assert.equal((await load(space, HMAC)).misses.size, 0);
});

Deno.test("what was stored without keys is a miss for who has some, and what has keys is read without", async () => {
  const unsigned = makeSpace();
  await writeClosure(unsigned.port, closureOf(PROGRAM), unsigned.powers);
  assert.equal(await missOf(unsigned, HMAC), "attestation");
  const signed = await writtenBy(HMAC);
  const { misses } = await loadCompiledDocs(signed.store, PROGRAM.identities, {
    ...UNSIGNED,
    runtimeVersion: VERSION,
    source: provenBy(PROGRAM.sources),
    requireLabel: false,
    sha256: nodeSha256,
  });
  assert.deepEqual([...misses], []);
});

Deno.test("under a newer verifier an attested body is verified again, and named for a rewrite", async () => {
  const space = await writtenBy(HMAC);
  const verified: string[] = [];
  const checks = {
    ...trusting(HMAC),
    isCurrentVerdict: () => false,
    verifyBody: (body: string, module: Parameters<DocTrust["verifyBody"]>[1]) => {
      verified.push(module.filename);
      const verdict = UNSIGNED.verifyBody(body, module);
      return module.filename === "/lib/right.ts"
        ? { ...verdict, ok: false as const, errors: [] }
        : { ...verdict, verifierVersion: "newer" };
    },
    runtimeVersion: VERSION,
    source: () => undefined,
    requireLabel: false,
    sha256: nodeSha256,
  };
  const { usable, misses } = await loadCompiledDocs(space.store, [LEFT, OTHER], checks);
  assert.deepEqual(verified, ["/lib/left.ts", "/lib/right.ts"]);
  assert.deepEqual([...misses], [[OTHER, "verdict"]]);
  const { trust, outdated, verdict } = usable.get(LEFT)!;
  assert.deepEqual([trust, outdated, verdict.verifierVersion], ["none", "verdict", "newer"]);
});

Deno.test("keys that cannot be are refused", () => {
  const short = { alg: "hmac-sha256", key: new Uint8Array(31) } as const;
  const error = { name: "AttestationKeyError" };
  assert.throws(() => attester({ verify: new Map([["a", short]]) }), error);
  assert.throws(() => attester({ sign: { ...short, keyId: "a" }, verify: new Map() }), error);
  const misnamed = { verify: new Map([["a", { alg: "ed25519", key: PUBLIC } as const]]) };
  assert.throws(() => attester(misnamed), error);
  assert.throws(
    () => attester({ sign: { alg: "ed25519", keyId: "a", key: SEED }, verify: new Map() }),
    error,
  );
  assert.equal(attester(READER).canSign, false);
  assert.throws(() => attester(READER).sign(new Uint8Array()), error);
});

Deno.test("HMAC-SHA-256 is that of RFC 4231, and equal digests are compared as bytes", () => {
  const { hmacSha256, equalDigests } = nodeAttestationPowers;
  const hex = (bytes: Uint8Array) => bytes.toHex();
  const cases = [
    [
      "0b".repeat(20),
      encodeUtf8("Hi There"),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ],
    [
      encodeUtf8("Jefe").toHex(),
      encodeUtf8("what do ya want for nothing?"),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
    [
      "aa".repeat(20),
      new Uint8Array(50).fill(0xdd),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    ],
  ] as const;
  for (const [key, message, digest] of cases) {
    assert.equal(hex(hmacSha256(Uint8Array.fromHex(key), message)), digest);
  }
  assert.throws(() => hmacSha256(new Uint8Array(65), new Uint8Array()), RangeError);
  assert.equal(equalDigests(SEED, SEED.slice()), true);
  assert.equal(equalDigests(SEED, SEED.slice(1)), false);
});

Deno.test("the statement has one encoding, which is written down", () => {
  const doc = PROGRAM.compiled.find(({ identity }) => identity === LEFT)!;
  const attested = {
    identity: doc.identity,
    runtimeVersion: VERSION,
    code: { hash: doc.bodyHash, bytes: 1 },
    verdict: doc.verdict,
    extrasHash: doc.emitKey,
    imports: doc.imports,
  };
  const verdictHash = taggedDigest(
    nodeSha256,
    "cf/verdict/v1",
    (writer) => writer.lengthPrefixed(canonicalBytes(doc.verdict)),
  );
  const writer = new ByteWriter();
  const texts = ["cf/compiled-attest/v1", "home", doc.identity, VERSION, doc.bodyHash, verdictHash];
  for (const text of [...texts, doc.emitKey]) writer.str(text);
  writer.u32(doc.imports.length);
  for (const { specifier, kind, identity, host } of doc.imports) {
    for (const text of [specifier, kind, identity ?? host!]) writer.str(text);
  }
  assert.deepEqual(statementOf(attested, "home", nodeSha256), writer.finish());
});
