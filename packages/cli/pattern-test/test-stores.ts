/** The store of one test file: opened once, shared by its runtimes, closed at the end of the file. */
import {
  nodeStorePowers,
  type SpaceId,
  type SpaceStore,
  type SpaceStores,
  sqliteStores,
} from "@commonfabric/storage";

export interface TestStores {
  /** What is opened here stays open when a runtime closes it: others use it as well. */
  readonly stores: SpaceStores;
  close(): Promise<void>;
}

/** Stores in `directory`. Runtimes that share them see each other's commits at once. */
export function testStores(directory: string): TestStores {
  const files = sqliteStores(directory, nodeStorePowers);
  const open = new Map<SpaceId, Promise<SpaceStore>>();
  const openOnce = async (space: SpaceId): Promise<SpaceStore> => {
    const known = open.get(space) ?? files(space);
    open.set(space, known);
    return stayingOpen(await known);
  };
  return {
    stores: Object.assign(openOnce, { secretFile: files.secretFile }),
    close: async () => {
      for (const opening of open.values()) await (await opening).close();
      await files.close();
    },
  };
}

function stayingOpen(store: SpaceStore): SpaceStore {
  return new Proxy(store, {
    get(target, key) {
      if (key === "close") return () => Promise.resolve();
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
