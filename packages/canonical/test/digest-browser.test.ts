/** The digest of pages is that of every other platform. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { browserSha256 } from "../digest-browser-powers.ts";
import { encodeUtf8, nodeSha256 } from "../mod.ts";

Deno.test("SHA-256 in a page gives the bytes of the standard's example, and of node:crypto", () => {
  const digest = browserSha256(encodeUtf8("abc"));
  assert.equal(
    digest.toHex(),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    assert.deepEqual(browserSha256(bytes), nodeSha256(bytes));
  }));
  const long = new Uint8Array(100_000).map((_, index) => index * 7);
  assert.deepEqual(browserSha256(long), nodeSha256(long));
});
