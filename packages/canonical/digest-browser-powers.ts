/**
 * SHA-256 where there is no `node:crypto`: pages take this file for `digest-powers.ts`. The digest of
 * a page's own `crypto` is asynchronous, and nothing that hashes here may wait.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Sha256 } from "./digest.ts";

/** SHA-256 of `bytes` in one call. */
export const browserSha256: Sha256 = (bytes) => sha256(bytes);

export { browserSha256 as nodeSha256 };
