/** Document ids and the row keys that stores derive from them. */
import {
  canonicalBytes,
  encodeBase64Url,
  type Sha256,
  taggedDigest,
  withWriter,
} from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { DocKey } from "./types.ts";

/** The scope key of documents that every user and session of a space shares. */
export const SPACE_SCOPE = "space";

/** Thrown for a cause whose canonical bytes exceed 64 KiB. */
export class CauseTooLargeError extends Error {
  override readonly name = "CauseTooLargeError";
  constructor(bytes: number) {
    super(`A cause has at most ${LIMITS.causeBytes} canonical bytes; this one has ${bytes}.`);
  }
}

/**
 * The id of the document caused by `cause`: `of:` + base64url SHA-256 over `cf/doc-id/v1` and the
 * canonical bytes of `{causal: cause}`. Callers reduce links inside a cause to space, id and path.
 * @throws {NotCanonicalError} when `cause` is not data
 * @throws {CauseTooLargeError}
 */
export function documentId(cause: unknown, sha256: Sha256): string {
  const bytes = canonicalBytes({ causal: cause });
  if (bytes.length > LIMITS.causeBytes) throw new CauseTooLargeError(bytes.length);
  return `of:${taggedDigest(sha256, "cf/doc-id/v1", (writer) => writer.lengthPrefixed(bytes))}`;
}

/** The key of the space-scoped document with this id. */
export function spaceKey(id: string): DocKey {
  return { id, scopeKey: SPACE_SCOPE };
}

/** One text per document key: ids and scope keys contain no NUL, so no two keys share it. */
export function docKeyText(key: DocKey): string {
  return key.scopeKey === SPACE_SCOPE ? key.id : `${key.id}\u0000${key.scopeKey}`;
}

/** The 32-byte row key: a digest of the id, and of the scope key unless it is `space`. */
export function docKeyDigest(key: DocKey, sha256: Sha256): Uint8Array {
  return withWriter((writer) => {
    writer.str("cf/doc-key/v1").str(key.id);
    if (key.scopeKey !== SPACE_SCOPE) writer.str(key.scopeKey);
    return sha256(writer.view());
  });
}

/** Base64url SHA-256 of `bytes`: the key of a blob. */
export function blobHash(bytes: Uint8Array, sha256: Sha256): string {
  return encodeBase64Url(sha256(bytes));
}
