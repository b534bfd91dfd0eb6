/** What a runtime has of the code in each space: its cache and its copies, made when first asked for. */
import type {
  CachePort,
  DocTrust,
  StoredEdgeMemo,
  WritePowers,
} from "@commonfabric/compilation-cache";
import type { EventSink } from "@commonfabric/contract";
import type { SpaceId, SpaceStore, SpaceStores } from "@commonfabric/storage";
import type { ModuleCache } from "../patterns/module-cache.ts";
import { SpaceCache, type SpaceCacheParts } from "../patterns/space-cache.ts";
import { SpaceCopies } from "../patterns/space-copies.ts";
import { reachable, unavailable } from "../patterns/store-errors.ts";

export interface SpaceCachesParts {
  readonly stores: SpaceStores;
  /** Called when a space is first used for code, so that its cells are resident as well. */
  readonly onSpaceOpened: (space: SpaceId) => Promise<void>;
  readonly portOf: (store: SpaceStore) => CachePort;
  readonly runtimeVersion: () => string | undefined;
  readonly trust: DocTrust;
  readonly powers: Omit<WritePowers, "emit">;
  readonly emit: EventSink;
  readonly edgeMemo: StoredEdgeMemo;
  readonly leases: SpaceCacheParts["leases"];
}

interface CodeOfSpace {
  readonly store: SpaceStore;
  readonly cache: ModuleCache;
  readonly copies: SpaceCopies;
}

export class SpaceCaches {
  readonly #parts: SpaceCachesParts;
  readonly #open = new Map<SpaceId, CodeOfSpace>();

  constructor(parts: SpaceCachesParts) {
    this.#parts = parts;
  }

  /** Spaces that were used for code, in the order in which they were. */
  get spaces(): Iterable<SpaceId> {
    return this.#open.keys();
  }

  /** The store of the first of them. */
  get firstStore(): SpaceStore | undefined {
    return this.#open.values().next().value?.store;
  }

  /** @throws {StoreUnavailableError} */
  async cacheOf(space: SpaceId): Promise<ModuleCache> {
    return (await this.#codeOf(space)).cache;
  }

  /** @throws {StoreUnavailableError} */
  async copiesOf(space: SpaceId): Promise<SpaceCopies> {
    return (await this.#codeOf(space)).copies;
  }

  async #codeOf(space: SpaceId): Promise<CodeOfSpace> {
    const known = this.#open.get(space);
    if (known !== undefined) return known;
    const store = await this.#openStore(space);
    const madeMeanwhile = this.#open.get(space);
    if (madeMeanwhile !== undefined) return madeMeanwhile;
    const made = this.#make(space, store);
    this.#open.set(space, made);
    return made;
  }

  async #openStore(space: SpaceId): Promise<SpaceStore> {
    try {
      const store = await this.#parts.stores(space);
      await this.#parts.onSpaceOpened(space);
      return store;
    } catch (cause) {
      throw unavailable(space, cause);
    }
  }

  #make(space: SpaceId, store: SpaceStore): CodeOfSpace {
    const { runtimeVersion, trust, edgeMemo, leases, emit, portOf } = this.#parts;
    const powers: WritePowers = {
      ...this.#parts.powers,
      emit: (event) => emit({ ...event, space }),
    };
    const parts = { port: portOf(store), runtimeVersion, trust, powers };
    return {
      store,
      cache: reachable(
        space,
        new SpaceCache({
          ...parts,
          sha256: powers.sha256,
          edgeMemo,
          ...(leases === undefined ? {} : { leases }),
        }),
      ),
      copies: new SpaceCopies(parts),
    };
  }
}
