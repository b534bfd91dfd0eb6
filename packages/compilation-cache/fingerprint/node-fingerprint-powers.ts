/** Fingerprint powers by the file system and the clock of the machine. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeSha256 } from "@commonfabric/canonical";
import type { FingerprintPowers } from "./fingerprint-powers.ts";

/** Powers whose digest cache is the file `cacheFile`, in the cache directory of the user. */
export function nodeFingerprintPowers(cacheFile: string): FingerprintPowers {
  return {
    readText: (url) => attempt(() => readFileSync(fileURLToPath(url), "utf8")),
    stamp: (url) =>
      attempt(() => {
        const { size, mtime, ino } = Deno.statSync(fileURLToPath(url));
        return { size, mtimeMs: mtime?.getTime() ?? 0, inode: ino ?? 0 };
      }),
    digestCache: {
      read: () => attempt(() => readFileSync(cacheFile, "utf8")),
      write(text) {
        attempt(() => {
          mkdirSync(dirname(cacheFile), { recursive: true });
          const temporary = `${cacheFile}.${crypto.randomUUID()}`;
          writeFileSync(temporary, text);
          renameSync(temporary, cacheFile);
        });
      },
    },
    nowMs: () => Date.now(),
    sha256: nodeSha256,
  };
}

function attempt<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch {
    return undefined; // an unreadable file makes a fingerprint unavailable, with its name
  }
}
