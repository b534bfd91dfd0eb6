/**
 * HMAC by its definition (RFC 2104) over digests in one call: the HMAC of a platform is a stream, and
 * making one costs several times what both digests do.
 */
import type { Sha256 } from "@commonfabric/canonical";

const BLOCK_BYTES = 64;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** HMAC-SHA-256: 32 bytes. @throws {RangeError} for a key that is longer than a block */
export function hmacSha256(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  if (key.length > BLOCK_BYTES) throw new RangeError("An HMAC key has at most 64 bytes here.");
  const inner = padded(key, INNER_PAD, message);
  return sha256(padded(key, OUTER_PAD, sha256(inner)));
}

function padded(key: Uint8Array, pad: number, message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK_BYTES + message.length);
  for (let index = 0; index < BLOCK_BYTES; index++) bytes[index] = (key[index] ?? 0) ^ pad;
  bytes.set(message, BLOCK_BYTES);
  return bytes;
}
