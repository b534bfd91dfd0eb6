/** The open spaces of a runtime: one replica a space, one change channel for all of them. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters } from "@commonfabric/contract";
import {
  type Cancel,
  checkSpaceId,
  type SpaceId,
  type SpaceStores,
  type StoredDocument,
} from "@commonfabric/storage";
import { ChangeChannel } from "./changes.ts";
import { CommitQueue } from "./commit-queue.ts";
import { StoreUnavailableError } from "./errors.ts";
import type { ObservationRows } from "./pending-rows.ts";
import { Replica } from "./replica.ts";
import type { DocumentAddress } from "../types.ts";
import {
  type Instance,
  instanceName,
  principalOf,
  ScopeKeys,
  type ScopeOption,
} from "./scope-keys.ts";
import { SessionMemory } from "./session-memory.ts";

export interface SpaceTableOptions {
  readonly stores: SpaceStores;
  readonly counters: Counters;
  readonly sha256: Sha256;
  /** Unique among all runtimes of a store; transaction ids begin with it. */
  readonly runtimeId: string;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  /** Whose narrow documents are read and written; `local`, in memory for the session, if absent. */
  readonly scope?: ScopeOption | undefined;
  /** Whether documents carry labels, and reads and writes obey them. */
  readonly enforcesLabels: boolean;
  /** Keeps sinks as they are until the answer is called. */
  readonly holdSinks?: (() => Cancel) | undefined;
  /** The observations of a space; absent when nobody keeps them. */
  readonly rows?: ((space: SpaceId) => ObservationRows | undefined) | undefined;
}

/** An open space. */
export interface OpenSpace {
  readonly replica: Replica;
  readonly commits: CommitQueue;
}

interface Declared {
  readonly instance: Instance;
  readonly document: StoredDocument;
}

export class SpaceTable {
  readonly changes: ChangeChannel = new ChangeChannel();
  readonly counters: Counters;
  readonly sha256: Sha256;
  readonly scopes: ScopeKeys;
  /** Who the current principal of labels is; `undefined` where labels are not enforced. */
  readonly principal: string | undefined;
  readonly #stores: SpaceStores;
  readonly #runtimeId: string;
  readonly #setTimer: SpaceTableOptions["setTimer"];
  readonly #holdSinks: SpaceTableOptions["holdSinks"];
  readonly #rows: SpaceTableOptions["rows"];
  readonly #open = new Map<SpaceId, OpenSpace>();
  /** What was declared of spaces that are not open, by space and instance name. */
  readonly #declared = new Map<SpaceId, Map<string, Declared>>();
  readonly #opening = new Map<SpaceId, Promise<OpenSpace>>();
  readonly #waiting = new Set<Promise<void>>();
  #closed: Promise<void> | undefined;
  #transactions = 0;

  constructor(options: SpaceTableOptions) {
    this.#stores = options.stores;
    this.#runtimeId = options.runtimeId;
    this.#setTimer = options.setTimer;
    this.#holdSinks = options.holdSinks;
    this.#rows = options.rows;
    this.counters = options.counters;
    this.sha256 = options.sha256;
    this.scopes = new ScopeKeys(options.scope);
    this.principal = options.enforcesLabels ? principalOf(options.scope) : undefined;
  }

  /** The space, if it is open. */
  peek(space: SpaceId): OpenSpace | undefined {
    return this.#open.get(space);
  }

  /** The open spaces. */
  get opened(): readonly SpaceId[] {
    return [...this.#open.keys()];
  }

  /** The open spaces. */
  get all(): Iterable<OpenSpace> {
    return this.#open.values();
  }

  /**
   * Opens the space once; a failed attempt is not remembered.
   * @throws {InvalidSpaceIdError} @throws {StoreUnavailableError}
   */
  async open(space: SpaceId): Promise<OpenSpace> {
    const open = this.#open.get(space);
    if (open !== undefined) return open;
    checkSpaceId(space);
    if (this.#closed !== undefined) {
      throw new StoreUnavailableError(space, { cause: new Error("The runtime was disposed of") });
    }
    let opening = this.#opening.get(space);
    if (opening === undefined) {
      opening = this.#openStore(space).finally(() => this.#opening.delete(space));
      this.#opening.set(space, opening);
    }
    return await opening;
  }

  /** Fetches documents, opening their spaces. @throws {StoreUnavailableError} */
  async load(missing: readonly DocumentAddress[]): Promise<void> {
    const bySpace = Map.groupBy(missing, (document) => document.space);
    for (const [space, documents] of bySpace) {
      const { replica } = await this.open(space);
      try {
        await replica.load(documents);
      } catch (cause) {
        throw new StoreUnavailableError(space, { cause });
      }
    }
  }

  /** Says what a document reads as for as long as nobody has written it. */
  declare(address: DocumentAddress, document: StoredDocument): void {
    const open = this.#open.get(address.space);
    if (open !== undefined) return open.replica.declare(address, document);
    let declared = this.#declared.get(address.space);
    if (declared === undefined) this.#declared.set(address.space, declared = new Map());
    declared.set(instanceName(address), { instance: address, document });
  }

  /** A document as readers see it, if that needs no waiting. */
  stored(address: DocumentAddress): StoredDocument | undefined {
    return this.peek(address.space)?.replica.current(address)?.document;
  }

  /** Keeps sinks as they are until the answer is called: what they show is about to come back. */
  holdSinks(): Cancel {
    return this.#holdSinks?.() ?? (() => {});
  }

  nextTransactionId(): string {
    return `${this.#runtimeId}.${++this.#transactions}`;
  }

  /** Resolves when no commit is under way in any space. */
  async confirmed(): Promise<void> {
    for (const { commits, replica } of [...this.#open.values()]) {
      await commits.drained();
      await replica.caughtUp();
    }
  }

  /** Stores what waits in the spaces whose stores are synchronous. */
  flush(): void {
    for (const { commits } of this.#open.values()) commits.flush();
  }

  /** Keeps a commit that waits for its gates among those under way. */
  waiting<T>(commit: Promise<T>): Promise<T> {
    const done: Promise<void> = commit.then(() => {}, () => {})
      .then(() => void this.#waiting.delete(done));
    this.#waiting.add(done);
    return commit;
  }

  /** As `confirmed`, and no commit waits for its gates. */
  async allCommitted(): Promise<void> {
    do {
      await Promise.all(this.#waiting);
      await this.confirmed();
    } while (this.#waiting.size > 0);
  }

  /** Commits under way. */
  get pendingCommits(): number {
    let count = this.#waiting.size;
    for (const { commits } of this.#open.values()) count += commits.length;
    return count;
  }

  /** Waits for commits, then closes every store that was opened here. */
  close(): Promise<void> {
    return this.#closed ??= this.#close();
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#opening.values());
    await this.confirmed();
    for (const { replica } of this.#open.values()) {
      replica.close();
      await replica.store.close();
    }
    this.#open.clear();
  }

  async #openStore(space: SpaceId): Promise<OpenSpace> {
    try {
      const { counters, changes: channel, scopes } = this;
      const stored = await this.#stores(space);
      const head = await stored.head();
      const store = scopes.isSessionStored ? stored : new SessionMemory(stored, head, scopes);
      const replica = new Replica(store, head, {
        counters,
        channel,
        scopes,
        setTimer: this.#setTimer,
      });
      const open = {
        replica,
        commits: new CommitQueue(replica, counters, scopes, this.#rows?.(space)),
      };
      this.#open.set(space, open);
      for (const { instance, document } of this.#declared.get(space)?.values() ?? []) {
        replica.declare(instance, document);
      }
      this.#declared.delete(space);
      return open;
    } catch (cause) {
      throw new StoreUnavailableError(space, { cause });
    }
  }
}
