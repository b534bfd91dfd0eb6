/** Fingerprint powers in a page, which can read no sources: pages take this file for `node-fingerprint-powers.ts`. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { FingerprintPowers } from "./fingerprint-powers.ts";

/** No file is there, so that every fingerprint is unavailable unless the bundle brings it. */
export function nodeFingerprintPowers(_cacheFile: string): FingerprintPowers {
  return {
    readText: () => undefined,
    stamp: () => undefined,
    digestCache: { read: () => undefined, write: () => {} },
    nowMs: () => Date.now(),
    sha256: nodeSha256,
  };
}
