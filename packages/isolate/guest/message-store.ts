/** A space of the host as a store: every call is a message. */
import type {
  BlobStats,
  CommitBatch,
  CommitNotice,
  CommitResult,
  DocHeader,
  DocKey,
  ListQuery,
  Seq,
  SpaceStore,
  SpaceStores,
  StoredDoc,
  StoredObservation,
  StoreUpkeep,
} from "@commonfabric/storage";
import type { StoreMethod } from "../messages.ts";
import type { HostCalls } from "./host-calls.ts";

/** Stores of the spaces that the host gave; another one is refused by it. */
export function messageStores(calls: HostCalls): SpaceStores {
  return async (space) => {
    const store = new MessageStore(space, calls);
    await store.head();
    return store;
  };
}

class MessageStore implements SpaceStore {
  readonly space: string;
  readonly upkeep: StoreUpkeep = NO_UPKEEP;
  readonly #calls: HostCalls;
  readonly #cancels = new Set<() => void>();

  constructor(space: string, calls: HostCalls) {
    this.space = space;
    this.#calls = calls;
  }

  async read(keys: readonly DocKey[]): Promise<(StoredDoc | undefined)[]> {
    return await this.#call("read", keys) as (StoredDoc | undefined)[];
  }

  async heads(keys: readonly DocKey[]): Promise<(Seq | undefined)[]> {
    return await this.#call("heads", keys) as (Seq | undefined)[];
  }

  async readBlobs(hashes: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    return await this.#call("readBlobs", hashes) as (Uint8Array | undefined)[];
  }

  async commit(batch: CommitBatch): Promise<CommitResult> {
    return await this.#call("commit", batch) as CommitResult;
  }

  subscribe(after: Seq, fn: (notice: CommitNotice) => void): () => void {
    const cancel = this.#calls.subscribe(this.space, after, fn);
    this.#cancels.add(cancel);
    return cancel;
  }

  async observations(pieces: readonly DocKey[]): Promise<StoredObservation[]> {
    return await this.#call("observations", pieces) as StoredObservation[];
  }

  async affected(keys: readonly DocKey[]): Promise<DocKey[]> {
    return await this.#call("affected", keys) as DocKey[];
  }

  async list(query: ListQuery): Promise<DocHeader[]> {
    return await this.#call("list", query) as DocHeader[];
  }

  async blobStats(): Promise<BlobStats> {
    return await this.#call("blobStats") as BlobStats;
  }

  async head(): Promise<Seq> {
    return await this.#call("head") as Seq;
  }

  close(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    return Promise.resolve();
  }

  #call(method: StoreMethod, argument?: unknown): Promise<unknown> {
    const { space } = this;
    return this.#calls.call({
      type: "store",
      space,
      method,
      ...(argument === undefined ? {} : { argument }),
    });
  }
}

const refuse = (): Promise<never> =>
  Promise.reject(new TypeError("An isolate does not collect the garbage of a space."));

const NO_UPKEEP: StoreUpkeep = Object.freeze({
  now: refuse,
  notices: refuse,
  headers: refuse,
  listBlobs: refuse,
  deleteBlobs: refuse,
  strayObservations: refuse,
  compact: refuse,
});
