/** SHA-256 by `node:crypto`: the digest power that hosts hand to the packages below. */
import { hash } from "node:crypto";
import type { Sha256 } from "./digest.ts";

/** SHA-256 of `bytes` in one call. */
export const nodeSha256: Sha256 = (bytes) => new Uint8Array(hash("sha256", bytes, "buffer"));
