/** SQLite in a page, which has none: pages take this file for `node-store-powers.ts`. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { StorePowers } from "./store-powers.ts";

/** Every use of a file throws. */
export const nodeStorePowers: StorePowers = {
  openDatabase: refuse,
  readHeader: refuse,
  makeDirectory: refuse,
  listDirectory: refuse,
  temporaryName: refuse,
  publish: refuse,
  readSecret: refuse,
  writeSecret: refuse,
  removeFile: refuse,
  joinPath: refuse,
  nowMs: () => Date.now(),
  setTimer(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
  sha256: nodeSha256,
};

function refuse(): never {
  throw new Error("A page has no SQLite: hand in stores of another kind.");
}
