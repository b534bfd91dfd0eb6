/** One open store per space, shared by everything in a runtime, and counted. */
import type { Counters } from "@commonfabric/contract";
import type { SpaceId, SpaceStore, SpaceStores } from "@commonfabric/storage";

/**
 * Opens each space once, and tells `onOpened` of it. A failed open is forgotten, so that it can be
 * tried again.
 */
export function sharedStores(
  stores: SpaceStores,
  counters: Counters,
  onOpened: (space: SpaceId, store: SpaceStore) => void = () => {},
): SpaceStores {
  const open = new Map<SpaceId, Promise<SpaceStore>>();
  return (space) => {
    const known = open.get(space);
    if (known !== undefined) return known;
    const opening = stores(space).then((store) => countedStore(store, counters));
    open.set(space, opening);
    opening.then((store) => onOpened(space, store), () => open.delete(space));
    return opening;
  };
}

/** The store with its calls counted: reads, commits, and documents in acknowledged commits. */
export function countedStore(store: SpaceStore, counters: Counters): SpaceStore {
  const { readSync, commitSync } = store;
  const wrote = <T extends object>(documents: number, result: T): T => {
    if ("ok" in result) counters.storeWrites += documents;
    return result;
  };
  const counted: SpaceStore = {
    space: store.space,
    read: (keys) => (counters.storeReads++, store.read(keys)),
    heads: (keys) => (counters.storeReads++, store.heads(keys)),
    readBlobs: (hashes) => (counters.storeReads++, store.readBlobs(hashes)),
    commit: async (batch) => {
      counters.storeTransactions++;
      return wrote(batch.writes.length, await store.commit(batch));
    },
    subscribe: (after, fn) => store.subscribe(after, fn),
    observations: (pieces) => (counters.storeReads++, store.observations(pieces)),
    affected: (keys) => (counters.storeReads++, store.affected(keys)),
    list: (query) => (counters.storeReads++, store.list(query)),
    blobStats: () => (counters.storeReads++, store.blobStats()),
    upkeep: store.upkeep,
    ...(store.presence === undefined ? {} : { presence: store.presence }),
    head: () => store.head(),
    close: () => store.close(),
  };
  if (readSync !== undefined) {
    counted.readSync = (key) => (counters.storeReads++, readSync.call(store, key));
  }
  if (commitSync !== undefined) {
    counted.commitSync = (batch) => {
      counters.storeTransactions++;
      return wrote(batch.writes.length, commitSync.call(store, batch));
    };
  }
  return counted;
}
