/** Opening the store of a space for a verb, with errors that end the command in one line. */
import { quote } from "@commonfabric/contract";
import {
  isSpaceId,
  nodeStorePowers,
  type OpenStoreOptions,
  type SpaceStore,
  type SqliteStores,
  sqliteStores,
  StoreFileError,
} from "@commonfabric/storage";
import { CommandError, UsageError } from "../command/errors.ts";
import type { Settings } from "../command/settings.ts";

/** The stores of the directory in `settings`. @throws {UsageError} for a name that no space has */
export function storesOf({ store, space }: Settings): SqliteStores {
  if (!isSpaceId(space)) throw new UsageError(`not the name of a space: ${quote(space)}`);
  return sqliteStores(store, nodeStorePowers);
}

/**
 * Runs `fn` on the space of `settings`, opened read-only. `absent` answers when the directory
 * exists and the space does not.
 * @throws {CommandError} without a store directory
 */
export function withSpaceReadOnly<T>(
  settings: Settings,
  fn: (store: SpaceStore) => Promise<T>,
  absent: () => T,
): Promise<T> {
  return withSpace(settings, { mode: "read-only" }, fn, absent);
}

/** As {@link withSpaceReadOnly}, for verbs that write. The space is never made. */
export function withSpaceToWrite<T>(
  settings: Settings,
  fn: (store: SpaceStore) => Promise<T>,
  absent: () => T,
): Promise<T> {
  return withSpace(settings, { create: false }, fn, absent);
}

async function withSpace<T>(
  settings: Settings,
  options: OpenStoreOptions,
  fn: (store: SpaceStore) => Promise<T>,
  absent: () => T,
): Promise<T> {
  const stores = storesOf(settings);
  if (!settings.storeExists) {
    throw new CommandError(
      `no store: ${quote(settings.store)} is no directory; pass --store or set CF_STORE`,
    );
  }
  return await storeErrorsAsLines(async () => {
    if (!stores.has(settings.space)) return absent();
    const store = await stores.open(settings.space, options);
    try {
      return await fn(store);
    } finally {
      await store.close();
    }
  });
}

/** Runs `fn`; what a store file is refused for becomes the one line of the command. */
export async function storeErrorsAsLines<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    const found = storeErrorIn(error);
    if (found === undefined) throw error;
    throw new CommandError(found.message, 1, { cause: found });
  }
}

const MAX_CAUSES = 8;

/** The error of a store file in `error` or its causes. */
export function storeErrorIn(error: unknown): StoreFileError | undefined {
  let at: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES; depth++) {
    if (at instanceof StoreFileError) return at;
    if (!(at instanceof Error)) return undefined;
    // Code of a guest may have thrown it, with accessors of its own.
    at = Reflect.getOwnPropertyDescriptor(at, "cause")?.value;
  }
  return undefined;
}
