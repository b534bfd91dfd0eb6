/** The stores of a directory: one SQLite file per space. */
import { encodeBase64Url, encodeUtf8, sortedUtf8 } from "@commonfabric/canonical";
import { StoreAbsentError } from "../errors.ts";
import { checkSpaceId, isSpaceId } from "../space-id.ts";
import type { SecretFile, SpaceId, SpaceStore } from "../types.ts";
import { createSpaceFile, openSpaceFile, type SpaceFile, spaceOfFile } from "./open-database.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { nodeStorePowers } from "./node-store-powers.ts";
import { querySpaceFile } from "./query-space-file.ts";
import { secretFile } from "./secret-file.ts";
import type { SqlValue, StorePowers } from "./store-powers.ts";

export interface SqliteStoreOptions {
  /** How long a locked file is waited for. Default 5,000. The wait blocks the thread. */
  readonly busyTimeoutMs?: number;
}

export interface OpenStoreOptions {
  /** Make the file when it is absent. Default true; always false for `read-only`. */
  readonly create?: boolean;
  /** `read-only` changes nothing in the store, and its commits throw `StoreReadOnlyError`. */
  readonly mode?: "read-write" | "read-only";
}

/**
 * Opens spaces of one directory. Calling it is `open` with the default options, so it can be handed
 * to whatever takes `SpaceStores`. Each call opens an own connection; the caller closes it.
 */
export interface SqliteStores {
  (space: SpaceId): Promise<SpaceStore>;
  /** A secret in the directory, by file name. */
  readonly secretFile: (name: string) => SecretFile;
  /**
   * @throws {StoreAbsentError} when the file is absent and is not to be created
   * @throws {StoreFileError} one of its subclasses, when the file cannot be used
   */
  open(space: SpaceId, options?: OpenStoreOptions): Promise<SpaceStore>;
  /** Whether the file of the space exists. Opens and creates nothing. */
  has(space: SpaceId): boolean;
  /**
   * The rows of a query over the tables of a space; for people, nothing may be built on it.
   * @throws {StoreAbsentError} @throws {QueryError} for all that is not a query
   */
  query(space: SpaceId, sql: string, ...values: SqlValue[]): Record<string, unknown>[];
  /** Path of the file of a space. */
  fileOf(space: SpaceId): string;
  /**
   * The spaces of the directory, sorted; files that are not ours are passed over.
   * @throws {StoreBusyError}
   */
  spaces(): Promise<SpaceId[]>;
  /** Closes every store that is still open. */
  close(): Promise<void>;
}

const SUFFIX = ".sqlite";

/** The stores of `directory`, which is made when the first space is created. */
export function sqliteStores(
  directory: string,
  powers: StorePowers = nodeStorePowers,
  options: SqliteStoreOptions = {},
): SqliteStores {
  const busyTimeoutMs = options.busyTimeoutMs ?? 5_000;
  const openStores = new Set<SpaceStore>();

  function targetOf(space: SpaceId): SpaceFile {
    const digest = powers.sha256(encodeUtf8(checkSpaceId(space)));
    const name = encodeBase64Url(digest);
    const file = powers.joinPath(directory, `${name}${SUFFIX}`);
    return { space, file, busyTimeoutMs, directory, name };
  }

  // deno-lint-ignore require-await -- errors arrive as rejections
  async function open(space: SpaceId, wanted: OpenStoreOptions = {}): Promise<SpaceStore> {
    const target = targetOf(space);
    const mode = wanted.mode ?? "read-write";
    let opened = openSpaceFile(target, powers, mode);
    if (opened === undefined) {
      if (mode === "read-only" || wanted.create === false) {
        throw new StoreAbsentError(target.file, space);
      }
      createSpaceFile(target, directory, powers);
      opened = openSpaceFile(target, powers, mode);
    }
    if (opened === undefined) throw new StoreAbsentError(target.file, space);
    const store = new SqliteStore(target, opened, powers, () => openStores.delete(store));
    openStores.add(store);
    return store;
  }

  return Object.assign((space: SpaceId) => open(space), {
    open,
    secretFile: (name: string) => secretFile(directory, name, powers),
    has: (space: SpaceId) => powers.readHeader(targetOf(space).file, 0) !== undefined,
    query: (space: SpaceId, sql: string, ...values: SqlValue[]) => {
      const target = targetOf(space);
      const rows = querySpaceFile(target, powers, sql, values);
      if (rows === undefined) throw new StoreAbsentError(target.file, space);
      return rows;
    },
    fileOf: (space: SpaceId) => targetOf(space).file,
    // deno-lint-ignore require-await -- errors arrive as rejections
    spaces: async () => {
      const found: SpaceId[] = [];
      for (const name of powers.listDirectory(directory)) {
        if (!name.endsWith(SUFFIX)) continue;
        const file = powers.joinPath(directory, name);
        const space = spaceOfFile(file, busyTimeoutMs, powers);
        if (space !== undefined && isSpaceId(space) && targetOf(space).file === file) {
          found.push(space);
        }
      }
      return sortedUtf8(found);
    },
    close: async () => {
      for (const store of [...openStores]) await store.close();
    },
  });
}
