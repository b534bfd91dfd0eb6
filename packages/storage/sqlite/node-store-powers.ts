/** Store powers by `node:sqlite`, `node:fs` and the clock of the machine. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { nodeSha256 } from "@commonfabric/canonical";
import type { FileHeader, StorePowers } from "./store-powers.ts";

/** The powers that `sqliteStores` needs, on this machine. */
export const nodeStorePowers: StorePowers = {
  openDatabase(file, { readOnly, busyTimeoutMs }) {
    const connection = new DatabaseSync(file, { readOnly });
    // The `timeout` option has no effect on read-only connections.
    connection.prepare(`PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`).get();
    return connection;
  },
  readHeader,
  makeDirectory(directory) {
    mkdirSync(directory, { recursive: true });
  },
  listDirectory(directory) {
    return unlessAbsent(() => readdirSync(directory)) ?? [];
  },
  temporaryName(file) {
    return `${file}.${crypto.randomUUID()}.new`;
  },
  publish,
  readSecret,
  writeSecret,
  removeFile(file) {
    rmSync(file, { force: true });
  },
  joinPath: join,
  nowMs: () => Date.now(),
  setTimer(ms, fn) {
    const timer = setTimeout(fn, ms);
    Deno.unrefTimer(timer);
    return () => clearTimeout(timer);
  },
  sha256: nodeSha256,
};

function readHeader(file: string, count: number): FileHeader | undefined {
  return unlessAbsent(() => {
    const fd = openSync(file, "r");
    try {
      const bytes = new Uint8Array(count);
      const read = readSync(fd, bytes, 0, count, 0);
      const { size, mode } = fstatSync(fd);
      return { size, bytes: bytes.subarray(0, read), writable: (mode & 0o222) !== 0 };
    } finally {
      closeSync(fd);
    }
  });
}

const OWNER_ONLY = 0o600;

function readSecret(
  file: string,
  limit: number,
): { bytes: Uint8Array; isPrivate: boolean } | undefined {
  return unlessAbsent(() => {
    const fd = openSync(file, "r");
    try {
      const bytes = new Uint8Array(limit);
      const read = readSync(fd, bytes, 0, limit, 0);
      // Windows has no such modes; files there belong to the user's profile.
      const isPrivate = Deno.build.os === "windows" || (fstatSync(fd).mode & 0o077) === 0;
      return { bytes: bytes.subarray(0, read), isPrivate };
    } finally {
      closeSync(fd);
    }
  });
}

function writeSecret(file: string, bytes: Uint8Array): void {
  const fd = openSync(file, "wx", OWNER_ONLY);
  try {
    writeSync(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function publish(from: string, to: string): "published" | "exists" {
  try {
    // A hard link, unlike a rename, never replaces a file that another process published first.
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return "exists";
    throw error;
  } finally {
    rmSync(from, { force: true });
  }
  syncDirectory(dirname(to));
  return "published";
}

/** Makes a new directory entry survive the loss of the machine. */
function syncDirectory(directory: string): void {
  if (Deno.build.os === "windows") return; // directories cannot be opened there
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function unlessAbsent<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
