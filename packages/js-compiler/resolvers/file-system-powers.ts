/** File access of the host for {@link FileSystemProgramResolver}. */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { decodeUtf8 } from "@commonfabric/canonical";
import { LIMITS, quote } from "@commonfabric/contract";
import type { FileAccess } from "./file-access.ts";
import { ResolverError } from "./resolver-error.ts";

/** Reads regular files as UTF-8. A file above the largest accepted size is refused unread. */
export const hostFileAccess: FileAccess = Object.freeze({
  separator: sep,
  absolute: (path: string): string => resolve(path),
  realPath: (path: string): Promise<string | undefined> => absentAsUndefined(realpath(path)),
  async list(path: string): Promise<readonly string[]> {
    const entries = await absentAsUndefined(readdir(path, { withFileTypes: true }));
    return (entries ?? []).filter((entry) => entry.isFile()).map(({ name }) => name);
  },
  async readText(path: string): Promise<string | undefined> {
    const found = await absentAsUndefined(stat(path));
    if (found === undefined || !found.isFile()) return undefined;
    if (found.size > LIMITS.dataFileBytes) {
      throw new ResolverError(`A file exceeds the limit of ${LIMITS.dataFileBytes} bytes.`);
    }
    const bytes = await absentAsUndefined(readFile(path));
    if (bytes === undefined) return undefined;
    try {
      return decodeUtf8(bytes);
    } catch {
      const name = path.slice(path.lastIndexOf(sep) + 1);
      throw new ResolverError(`The file ${quote(name)} is not UTF-8 text.`);
    }
  },
});

async function absentAsUndefined<T>(pending: Promise<T>): Promise<T | undefined> {
  try {
    return await pending;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
