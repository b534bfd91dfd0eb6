/** Digests: the injected hash function and the tagged hash `H(tag, ...)` built on it. */
import { encodeBase64Url } from "./base64url.ts";
import { type ByteWriter, withWriter } from "./byte-writer.ts";

/** A synchronous SHA-256: the 32-byte digest of `bytes`. Injected; see `digest-powers.ts`. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Base64url of the digest of `bytes`: 43 characters. */
export function digestText(sha256: Sha256, bytes: Uint8Array): string {
  return encodeBase64Url(sha256(bytes));
}

/**
 * `H(tag, ...)`: base64url SHA-256 over `str(tag)` followed by what `write` adds.
 * Different tags can never share a digest, because the tag is length-prefixed.
 */
export function taggedDigest(
  sha256: Sha256,
  tag: string,
  write: (writer: ByteWriter) => void,
): string {
  return withWriter((writer) => {
    write(writer.str(tag));
    return digestText(sha256, writer.view());
  });
}
