/** Answers what an isolate asks of its spaces. */
import { quote } from "@commonfabric/contract";
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
  /** Bytes of all commits, and of all that is told. */
  readonly commitBytes: number;
}

export class StoreService {
  readonly #options: StoreServiceOptions;
  readonly #subscriptions = new Map<number, Cancel>();
  #written = 0;

  constructor(options: StoreServiceOptions) {
    this.#options = options;
  }

  /** @throws {IsolateProtocolError} for an argument of another shape: the isolate is at its end */
  check(method: StoreMethod, argument: unknown): void {
    if (ARGUMENT_GUARDS[method](argument)) return;
    throw new IsolateProtocolError(`it called ${method} of a store with another argument`);
  }

  /**
   * Does a call that was checked.
   * @throws {ExecutionBudgetError} when it has committed too much @throws {IsolateRefusal}
   */
  async call(
    space: string,
    method: StoreMethod,
    argument: unknown,
    bytes: number,
  ): Promise<unknown> {
    const store = this.#store(space);
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

  /** Counts what the isolate writes or tells. @throws {ExecutionBudgetError} */
  countBytes(bytes: number): void {
    this.#written += bytes;
    if (this.#written <= this.#options.commitBytes) return;
    throw new ExecutionBudgetError(
      "commits",
      `it wrote and told more than ${this.#options.commitBytes} bytes`,
      "Write less in one run.",
      null,
    );
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
    this.countBytes(bytes);
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
