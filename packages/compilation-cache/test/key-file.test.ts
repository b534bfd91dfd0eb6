/** The key file of a store: made when something is signed, private, shared, replaceable. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { nodeSha256 } from "@commonfabric/canonical";
import { nodeStorePowers, sqliteStores } from "@commonfabric/storage";
import {
  ATTESTATION_KEY_FILE,
  type Attester,
  ed25519KeyId,
  keyFileAttester,
  loadCompiledDocs,
  nodeAttestationPowers,
  writeClosure,
} from "../mod.ts";
import { DIAMOND, makeProgram, UNSIGNED, VERSION } from "./support/programs.ts";
import { closureOf, makeSpace } from "./support/spaces.ts";

const MESSAGE = new Uint8Array([1, 2, 3]);

async function withDirectory(fn: (directory: string, file: string) => Promise<void> | void) {
  const directory = await Deno.makeTempDir();
  try {
    await fn(directory, join(directory, ATTESTATION_KEY_FILE));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** What another process over the same directory would have. */
function attesterIn(directory: string): Attester {
  const { secretFile } = sqliteStores(directory, nodeStorePowers);
  return keyFileAttester(secretFile(ATTESTATION_KEY_FILE), nodeAttestationPowers, nodeSha256);
}

async function names(directory: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(directory))).map(({ name }) => name);
}

Deno.test("reading makes no key; the first signature makes one that only its owner may read", async () => {
  await withDirectory(async (directory, file) => {
    const attester = attesterIn(directory);
    assert.equal(attester.canSign, true);
    const strange = { alg: "hmac-sha256", keyId: "strange", value: "AAAA" } as const;
    assert.equal(attester.verify(strange, MESSAGE), false);
    assert.deepEqual(await names(directory), []);
    const attestation = attester.sign(MESSAGE);
    assert.equal(attester.verify(attestation, MESSAGE), true);
    assert.deepEqual(await names(directory), [ATTESTATION_KEY_FILE]);
    assert.equal((await Deno.stat(file)).mode! & 0o777, 0o600);
    assert.ok(!(await Deno.readTextFile(file)).includes(attestation.value));
  });
});

Deno.test("a directory that does not exist is made with its key", async () => {
  await withDirectory((directory) => {
    const attestation = attesterIn(join(directory, "deep", "store")).sign(MESSAGE);
    assert.equal(attesterIn(join(directory, "deep", "store")).verify(attestation, MESSAGE), true);
  });
});

Deno.test("processes that share a directory share its key, and other directories have others", async () => {
  await withDirectory(async (directory) => {
    const attesters = Array.from({ length: 4 }, () => attesterIn(directory));
    const made = attesters.map((attester) => attester.sign(MESSAGE));
    for (const attester of attesters) {
      for (const attestation of made) assert.ok(attester.verify(attestation, MESSAGE));
    }
    assert.deepEqual(await names(directory), [ATTESTATION_KEY_FILE], "nothing is left over");
    await withDirectory((other) => {
      assert.equal(attesterIn(other).verify(made[0]!, MESSAGE), false);
      attesterIn(other).sign(MESSAGE);
      assert.equal(attesterIn(other).verify(made[0]!, MESSAGE), false);
    });
  });
});

Deno.test("a key that was replaced is seen by a process that runs, and is dropped with the file", async () => {
  await withDirectory(async (directory, file) => {
    const running = attesterIn(directory);
    const before = running.sign(MESSAGE);
    await Deno.remove(file);
    const after = attesterIn(directory).sign(MESSAGE);
    assert.notEqual(before.keyId, after.keyId);
    assert.equal(running.verify(after, MESSAGE), true);
    assert.equal(running.verify(before, MESSAGE), false);
    assert.equal(running.sign(MESSAGE).keyId, after.keyId);
  });
});

Deno.test("a file of public keys makes a reader; with a private key it makes a signer", async () => {
  await withDirectory(async (directory, file) => {
    const seed = new Uint8Array(32).fill(3);
    const text = (bytes: Uint8Array) =>
      bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    const publicKey = nodeAttestationPowers.publicKeyEd25519(seed);
    const keyId = ed25519KeyId(publicKey, nodeSha256);
    const format = "cf.attestation-keys/1";
    const write = (value: object) =>
      Deno.writeTextFile(file, JSON.stringify(value), { mode: 0o600 });
    await write({ format, sign: { alg: "ed25519", keyId, key: text(seed) }, verify: [] });
    const attestation = attesterIn(directory).sign(MESSAGE);
    assert.equal(attestation.keyId, keyId);
    await write({ format, verify: [{ alg: "ed25519", keyId, key: text(publicKey) }] });
    const reader = attesterIn(directory);
    assert.equal(reader.canSign, false);
    assert.equal(reader.verify(attestation, MESSAGE), true);
    assert.equal(reader.verify(attestation, new Uint8Array([1, 2, 4])), false);
    assert.throws(() => reader.sign(MESSAGE), { name: "AttestationKeyError" });
    await write({ format, verify: [{ alg: "ed25519", keyId, key: text(seed) }] });
    assert.throws(() => attesterIn(directory).verify(attestation, MESSAGE), {
      name: "AttestationKeyError",
      message: /not the id of the public key.*remove it for new keys/s,
    });
  });
});

Deno.test("a key file that others may read is refused, with what to do", async () => {
  if (Deno.build.os === "windows") return;
  await withDirectory(async (directory, file) => {
    attesterIn(directory).sign(MESSAGE);
    for (const mode of [0o640, 0o604, 0o660]) {
      await Deno.chmod(file, mode);
      assert.throws(() => attesterIn(directory).sign(MESSAGE), {
        name: "SecretFileError",
        message: /attestation\.key.*Give it the mode 0600/,
      });
    }
    await Deno.chmod(file, 0o600);
    attesterIn(directory).sign(MESSAGE);
  });
});

Deno.test("a damaged key file is refused and kept: no key is made in its place", async () => {
  const damaged = [
    "",
    "{",
    "[]",
    "null",
    "{}",
    `{"format":"cf.attestation-keys/2","verify":[]}`,
    `{"format":"cf.attestation-keys/1","verify":{}}`,
    `{"format":"cf.attestation-keys/1","verify":[],"more":1}`,
    `{"format":"cf.attestation-keys/1","verify":[{"alg":"md5","keyId":"a","key":"AAAA"}]}`,
    `{"format":"cf.attestation-keys/1","verify":[{"alg":"hmac-sha256","keyId":"a","key":"AAAA"}]}`,
  ];
  for (const text of damaged) {
    await withDirectory(async (directory, file) => {
      await Deno.writeTextFile(file, text, { mode: 0o600 });
      assert.throws(() => attesterIn(directory).sign(MESSAGE), {
        name: "AttestationKeyError",
        message: /attestation\.key.*remove it for new keys/s,
      }, text);
      assert.equal(await Deno.readTextFile(file), text);
    });
  }
  await withDirectory(async (directory, file) => {
    await Deno.writeFile(file, new Uint8Array([0xff, 0xfe]), { mode: 0o600 });
    assert.throws(() => attesterIn(directory).sign(MESSAGE), { name: "AttestationKeyError" });
    await Deno.writeFile(file, new Uint8Array(70_000), { mode: 0o600 });
    assert.throws(() => attesterIn(directory).sign(MESSAGE), { name: "SecretFileError" });
  });
});

Deno.test("a key in a file has a known algorithm, a name and 32 bytes, or the file is refused", async () => {
  const key = { alg: "hmac-sha256", keyId: "a", key: "A".repeat(43) };
  const { alg: _, ...withoutAlg } = key;
  const broken = [
    { ...key, alg: "none" },
    { ...key, alg: 1 },
    withoutAlg,
    { ...key, keyId: 1 },
    { ...key, keyId: "" },
    { ...key, key: 1 },
    { ...key, key: "A".repeat(42) },
    { ...key, key: "A".repeat(44) },
    { ...key, key: "*".repeat(43) },
    { ...key, more: 1 },
    null,
  ];
  const files = broken.flatMap((bad) => [{ verify: [bad] }, { verify: [], sign: bad }]);
  await withDirectory(async (directory, file) => {
    for (const keys of files) {
      const text = JSON.stringify({ format: "cf.attestation-keys/1", ...keys });
      await Deno.writeTextFile(file, text, { mode: 0o600 });
      assert.throws(() => attesterIn(directory).sign(MESSAGE), {
        name: "AttestationKeyError",
        message: /a key in it has not alg, keyId and 32 bytes/,
      }, text);
    }
    const reasons: readonly (readonly [Uint8Array, RegExp])[] = [
      [new Uint8Array([0xff, 0xfe]), /it is not text\./],
      [new TextEncoder().encode("{"), /it is not JSON\./],
      [new TextEncoder().encode("{}"), /it has not the format/],
    ];
    for (const [bytes, message] of reasons) {
      await Deno.writeFile(file, bytes, { mode: 0o600 });
      assert.throws(() => attesterIn(directory).sign(MESSAGE), {
        name: "AttestationKeyError",
        message,
      });
    }
  });
});

Deno.test("a write-back reads the key file once, however many documents it signs", async () => {
  await withDirectory(async (directory) => {
    const { secretFile } = sqliteStores(directory, nodeStorePowers);
    const file = secretFile(ATTESTATION_KEY_FILE);
    let reads = 0;
    const counted = {
      ...file,
      read: () => {
        reads++;
        return file.read();
      },
    };
    const attester = keyFileAttester(counted, nodeAttestationPowers, nodeSha256);
    attester.sign(MESSAGE);
    const program = makeProgram(DIAMOND);
    const space = makeSpace();
    reads = 0;
    await writeClosure(space.port, closureOf(program, { attester }), space.powers);
    assert.equal(reads, 1);
    const { misses } = await loadCompiledDocs(space.store, program.identities, {
      ...UNSIGNED,
      attester,
      runtimeVersion: VERSION,
      source: () => undefined,
      requireLabel: false,
      sha256: nodeSha256,
    });
    assert.deepEqual([...misses], []);
  });
});
