/** SHA-256 by `node:crypto`: the digest power that hosts hand to the packages below. */
import { hash } from "node:crypto";
import type { Sha256 } from "./digest.ts";

const BYTES = 32;
const ZERO = 48;
const LETTERS = 87;

/**
 * SHA-256 of `bytes` in one call. The digest comes as hexadecimal text: making a `Buffer` for it
 * costs more than the digest of a short message.
 */
export const nodeSha256: Sha256 = (bytes) => {
  const text = hash("sha256", bytes, "hex");
  const digest = new Uint8Array(BYTES);
  for (let index = 0; index < BYTES; index++) {
    digest[index] = (nibble(text, 2 * index) << 4) | nibble(text, 2 * index + 1);
  }
  return digest;
};

/** The value of a digit `0`..`9`, `a`..`f`. */
function nibble(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= ZERO + 10 ? unit - LETTERS : unit - ZERO;
}
