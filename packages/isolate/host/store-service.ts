/** Answers what an isolate asks of its spaces. */
import { LIMITS, quote } from "@commonfabric/contract";
import type { Cancel, CommitBatch, CommitNotice, DocKey, SpaceStore } from "@commonfabric/storage";
import { ExecutionBudgetError, IsolateProtocolError, IsolateRefusal } from "../errors.ts";
import type { StoreMethod } from "../messages.ts";
import { ARGUMENT_GUARDS } from "./batch-guard.ts";
import { checkBatch } from "./commit-policy.ts";

const MAX_SUBSCRIPTIONS = 1_000;

export interface StoreServiceOptions {
  readonly spaces: ReadonlyMap<string, SpaceStore>;
  /** Instances of documents that may be read and written, by their scope key. */
  readonly scopeKeys: ReadonlySet<string>;
  /** Bytes of all commits together. */
  readonly commitBytes: number;
}

export class StoreService {
  readonly #options: StoreServiceOptions;
  readonly #subscriptions = new Map<number, Cancel>();
  #committed = 0;

  constructor(options: StoreServiceOptions) {
    this.#options = options;
  }

  /**
   * @throws {IsolateProtocolError} for an argument of another shape: the isolate is at its end
   * @throws {ExecutionBudgetError} when it has committed too much @throws {IsolateRefusal}
   */
  async call(
    space: string,
    method: StoreMethod,
    argument: unknown,
    bytes: number,
  ): Promise<unknown> {
    const store = this.#store(space);
    if (!ARGUMENT_GUARDS[method](argument)) {
      throw new IsolateProtocolError(`it called ${method} of a store with another argument`);
    }
    switch (method) {
      case "read":
        return await store.read(this.#own(argument as DocKey[]));
      case "heads":
        return await store.heads(this.#own(argument as DocKey[]));
      case "observations":
        return await store.observations(this.#own(argument as DocKey[]));
      case "affected":
        return await store.affected(this.#own(argument as DocKey[]));
      case "commit":
        return await this.#commit(store, argument as CommitBatch, bytes);
      case "readBlobs":
        return await store.readBlobs(argument as string[]);
      case "list":
        return await store.list(argument as Parameters<SpaceStore["list"]>[0]);
      case "blobStats":
        return await store.blobStats();
      case "head":
        return await store.head();
    }
    return method satisfies never;
  }

  /** @throws {IsolateProtocolError} */
  subscribe(
    space: string,
    subscription: number,
    after: number,
    fn: (notice: CommitNotice) => void,
  ): void {
    const store = this.#store(space);
    if (this.#subscriptions.has(subscription) || this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      throw new IsolateProtocolError("it has too many subscriptions, or two of one number");
    }
    this.#subscriptions.set(subscription, store.subscribe(after, fn));
  }

  unsubscribe(subscription: number): void {
    this.#subscriptions.get(subscription)?.();
    this.#subscriptions.delete(subscription);
  }

  /** Ends all subscriptions. The stores belong to the host. */
  close(): void {
    for (const subscription of [...this.#subscriptions.keys()]) this.unsubscribe(subscription);
  }

  #store(space: string): SpaceStore {
    const store = this.#options.spaces.get(space);
    if (store !== undefined) return store;
    throw new IsolateRefusal(`open the space ${quote(space)}`, "it was not given to it");
  }

  #own(keys: DocKey[]): DocKey[] {
    const other = keys.find(({ scopeKey }) => !this.#options.scopeKeys.has(scopeKey));
    if (other === undefined) return keys;
    throw new IsolateRefusal("use documents of others", `it asked for ${quote(other.scopeKey)}`);
  }

  async #commit(store: SpaceStore, batch: CommitBatch, bytes: number): Promise<unknown> {
    this.#committed += bytes;
    if (this.#committed > this.#options.commitBytes) {
      throw new ExecutionBudgetError(
        "commits",
        `its commits have more than ${this.#options.commitBytes} bytes`,
        "Write less in one run.",
        null,
      );
    }
    const { writes, reads, observations = [], forget = [] } = batch;
    this.#own([
      ...[...writes, ...reads].map(({ key }) => key),
      ...[...observations, ...forget].map(({ piece }) => piece),
      ...observations.flatMap((observation) => observation.reads.map(({ key }) => key)),
    ]);
    await checkBatch(batch, store);
    return await store.commit(batch);
  }
}

/** Bytes that one isolate may commit unless its host says otherwise. */
export const DEFAULT_COMMIT_BYTES: number = LIMITS.isolateCommitBytes;
