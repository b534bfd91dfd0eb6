/** Attestation in a page signs and verifies what it does elsewhere. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeAttestationPowers as page } from "../attestation/node-attestation-browser-powers.ts";
import { nodeAttestationPowers } from "../mod.ts";

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });

Deno.test("signatures and codes of a page are those of every platform, and verify there", () => {
  fc.assert(
    fc.property(bytes(32), fc.uint8Array({ maxLength: 100 }), (key, message) => {
      const publicKey = page.publicKeyEd25519(key);
      assert.deepEqual(publicKey, nodeAttestationPowers.publicKeyEd25519(key));
      const signature = page.signEd25519(key, message);
      assert.deepEqual([...signature], [...nodeAttestationPowers.signEd25519(key, message)]);
      assert.equal(page.verifyEd25519(publicKey, message, signature), true);
      const other = Uint8Array.of(...message, 1);
      assert.equal(page.verifyEd25519(publicKey, other, signature), false);
      assert.deepEqual(
        page.hmacSha256(key, message),
        nodeAttestationPowers.hmacSha256(key, message),
      );
    }),
    { numRuns: 10 },
  );
});

Deno.test("malformed keys and signatures verify nothing, and digests differ in any byte", () => {
  const key = new Uint8Array(32).fill(7);
  const publicKey = page.publicKeyEd25519(key);
  const signature = page.signEd25519(key, key);
  assert.equal(page.verifyEd25519(publicKey, key, signature.slice(1)), false);
  assert.equal(page.verifyEd25519(publicKey.slice(1), key, signature), false);
  assert.equal(page.verifyEd25519(new Uint8Array(32).fill(255), key, signature), false);
  assert.equal(page.equalDigests(key, key.slice()), true);
  assert.equal(page.equalDigests(key, key.slice(1)), false);
  assert.equal(page.equalDigests(key.slice(1), key), false);
  for (const at of [0, 15, 31]) {
    const other = key.slice();
    other[at]! ^= 1;
    assert.equal(page.equalDigests(key, other), false);
  }
  assert.equal(page.randomBytes(16).length, 16);
  assert.notDeepEqual(page.randomBytes(16), page.randomBytes(16));
});
