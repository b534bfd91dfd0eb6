/**
 * What this runtime has read of one space, and its commits that are not confirmed yet.
 *
 *     current  ->  [pending layer 2]      what readers see: the newest version
 *                  [pending layer 1]
 *     confirmed -> the document as the store has it, with its sequence number
 */
import type { Counters } from "@commonfabric/contract";
import {
  type Cancel,
  type CommitNotice,
  type DocKey,
  docKeyText,
  type Seq,
  type SpaceStore,
  type StoredDoc,
  type StoredDocument,
} from "@commonfabric/storage";
import type { Change, ChangeChannel } from "./changes.ts";
import { MissedRefreshes } from "./missed-refreshes.ts";
import { type Instance, instanceName, type ScopeKeys } from "./scope-keys.ts";
import { freezeTree, shareNodes } from "./tree.ts";
import {
  type Answer,
  type DocumentState,
  isFresh,
  isOlder,
  isUndecided,
  type Version,
} from "./versions.ts";

/** Key of what is announced without saying which documents it is about. */
const ANY_DOCUMENT = "";

/** A write of one document that is applied to the replica. */
export interface VersionChange {
  readonly instance: Instance;
  readonly version: Version;
}

export interface ReplicaOptions {
  readonly counters: Counters;
  readonly channel: ChangeChannel;
  readonly scopes: ScopeKeys;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
}

export class Replica {
  readonly store: SpaceStore;
  readonly #counters: Counters;
  readonly #channel: ChangeChannel;
  readonly #scopes: ScopeKeys;
  /** By instance name. */
  readonly #documents = new Map<string, DocumentState>();
  /** What documents that nobody has written read as, by instance name. */
  readonly #declared = new Map<string, StoredDocument>();
  readonly #cancel: Cancel;
  #head: { seq: Seq; at: number };
  #refreshing: Promise<void> = Promise.resolve();
  readonly #missed: MissedRefreshes;
  #isClosed = false;
  /** What is announced while documents are fetched, by each fetch. */
  readonly #loads = new Set<Map<string, Seq>>();

  constructor(store: SpaceStore, head: Seq, options: ReplicaOptions) {
    this.store = store;
    this.#head = { seq: head, at: 0 };
    this.#counters = options.counters;
    this.#channel = options.channel;
    this.#scopes = options.scopes;
    this.#missed = new MissedRefreshes(options.setTimer, (keys) => this.refresh(keys));
    this.#cancel = store.subscribe(head, (notice) => this.#notice(notice));
  }

  /** The newest commit this runtime knows of. */
  get head(): { readonly seq: Seq; readonly at: number } {
    return this.#head;
  }

  /** Whether commits and reads are done when the call returns. */
  get isSynchronous(): boolean {
    return this.store.readSync !== undefined && this.store.commitSync !== undefined;
  }

  /** The version that readers see; `undefined` when the document has to be fetched first. */
  current(instance: Instance): Version | undefined {
    const state = this.#documents.get(instanceName(instance)) ?? this.#readNow(instance);
    return state === undefined ? undefined : state.pending.at(-1) ?? state.confirmed;
  }

  /** What a synchronous store has against giving a document that is not resident. */
  failure(instance: Instance): unknown {
    try {
      this.store.readSync?.(this.#scopes.key(instance));
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Fetches those documents that are not resident. */
  async load(instances: readonly Instance[]): Promise<void> {
    const missing = instances.filter((each) => !this.#documents.has(instanceName(each)));
    if (missing.length === 0) return;
    const keys = missing.map((each) => this.#scopes.key(each));
    const noticed = new Map<string, Seq>();
    this.#loads.add(noticed);
    let found: readonly (StoredDoc | undefined)[];
    try {
      found = await this.store.read(keys);
    } finally {
      this.#loads.delete(noticed);
    }
    missing.forEach((instance, at) => {
      const name = instanceName(instance);
      if (!this.#documents.has(name)) {
        this.#documents.set(name, this.#makeState(instance, found[at]));
      }
    });
    // The answer may be older than a commit that was announced while it was on its way.
    const stale = keys.filter((key, at) => {
      const seq = noticed.get(docKeyText(key)) ?? noticed.get(ANY_DOCUMENT);
      return seq !== undefined && seq > (found[at]?.seq ?? 0);
    });
    if (stale.length > 0) await this.refresh(stale);
  }

  /** Reads documents again and tells readers what differs. */
  async refresh(keys: readonly DocKey[]): Promise<void> {
    let open = this.#resident(keys);
    while (open.length > 0) {
      const asked = open.map((state) => ({ state, known: state.confirmed }));
      const found = await this.store.read(open.map(({ key }) => key));
      if (this.#isClosed) return;
      const answers = asked.map((each, at) => ({ ...each, stored: found[at] }));
      this.#accept(answers.filter(isFresh));
      open = answers.filter(isUndecided).map(({ state }) => state);
    }
  }

  /** `refresh` on a synchronous store. */
  refreshNow(keys: readonly DocKey[]): void {
    const states = this.#resident(keys);
    this.#accept(states.map((state) => ({ state, stored: this.store.readSync!(state.key) })));
  }

  /** Says what a document reads as for as long as nobody has written it. */
  declare(instance: Instance, document: StoredDocument): void {
    const name = instanceName(instance);
    const shared = shareDocument(this.#declared.get(name), document);
    this.#declared.set(name, shared);
    const state = this.#documents.get(name);
    if (state?.confirmed.seq !== "absent" || state.confirmed.document === shared) return;
    const before = state.confirmed.document;
    state.confirmed = { document: shared, seq: "absent" };
    if (state.pending.length > 0) return;
    this.#channel.emit([this.#change(instance, before, shared, undefined, "remote")]);
  }

  /** Shows unconfirmed versions to readers. */
  apply(changes: readonly VersionChange[], source: unknown): void {
    this.#announce(changes, source, "local", (state, version) => state.pending.push(version));
  }

  /** Takes unconfirmed versions away again. */
  undo(changes: readonly VersionChange[], source: unknown): void {
    this.#announce(changes, source, "undone", (state, version) => {
      const at = state.pending.indexOf(version);
      if (at >= 0) state.pending.splice(at, 1);
    });
    for (const { instance } of changes) {
      const name = instanceName(instance);
      const state = this.#documents.get(name);
      if (state?.isAssumed && state.pending.length === 0) this.#documents.delete(name);
    }
  }

  /** Makes versions the stored ones: those shown before, or fresh ones of a synchronous commit. */
  confirm(
    changes: readonly VersionChange[],
    result: { readonly seq: Seq; readonly at: number },
    source: unknown,
  ): void {
    if (result.seq >= this.#head.seq) this.#head = result;
    this.#announce(changes, source, "local", (state, version) => {
      state.isAssumed = false;
      version.seq = version.document === undefined ? "absent" : result.seq;
      const at = state.pending.indexOf(version);
      if (at >= 0) state.pending.splice(at, 1);
      if (!isOlder(result.seq, state.confirmed.seq)) state.confirmed = version;
      if (!state.mayBeGone || state.pending.length > 0) return;
      state.mayBeGone = false;
      this.#refreshSoon([state.key]);
    });
  }

  /** Resolves when everything that notices announced has been read. */
  caughtUp(): Promise<void> {
    return this.#refreshing;
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.#missed.close();
    this.#documents.clear();
    this.#declared.clear();
  }

  #announce(
    changes: readonly VersionChange[],
    source: unknown,
    origin: Change["origin"],
    step: (state: DocumentState, version: Version) => void,
  ): void {
    const emitted: Change[] = [];
    for (const { instance, version } of changes) {
      const name = instanceName(instance);
      let state = this.#documents.get(name);
      if (state === undefined) {
        state = this.#makeState(instance, undefined);
        state.isAssumed = true;
        this.#documents.set(name, state);
      }
      const before = (state.pending.at(-1) ?? state.confirmed).document;
      step(state, version);
      const after = (state.pending.at(-1) ?? state.confirmed).document;
      if (before !== after) emitted.push(this.#change(instance, before, after, source, origin));
    }
    this.#channel.emit(emitted);
  }

  #change(
    { scope, id }: Instance,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    source: unknown,
    origin: Change["origin"],
  ): Change {
    return { space: this.store.space, scope, id, before, after, source, origin };
  }

  /** A store that fails gives nothing here: who needs the document has it fetched. */
  #readNow(instance: Instance): DocumentState | undefined {
    if (this.store.readSync === undefined) return undefined;
    let stored: StoredDoc | undefined;
    try {
      stored = this.store.readSync(this.#scopes.key(instance));
    } catch {
      return undefined;
    }
    const state = this.#makeState(instance, stored);
    this.#documents.set(instanceName(instance), state);
    return state;
  }

  #makeState(instance: Instance, stored: StoredDoc | undefined): DocumentState {
    const { scope, id } = instance;
    const document = stored === undefined
      ? this.#declared.get(instanceName(instance))
      : freezeTree(stored.doc) as StoredDocument;
    return {
      instance: { scope, id },
      key: this.#scopes.key(instance),
      confirmed: { document, seq: stored?.seq ?? "absent" },
      isAssumed: false,
      mayBeGone: false,
      pending: [],
    };
  }

  /** The state of a document that was read; instances of other users are never there. */
  #stateOf(key: DocKey): DocumentState | undefined {
    const instance = this.#scopes.instance(key);
    return instance === undefined ? undefined : this.#documents.get(instanceName(instance));
  }

  #resident(keys: readonly DocKey[]): DocumentState[] {
    return keys.map((key) => this.#stateOf(key)).filter((state) => state !== undefined);
  }

  /** Notices of commits of this runtime find its versions confirmed already and change nothing. */
  #notice(notice: CommitNotice): void {
    const keys: DocKey[] = [];
    if ("reset" in notice) {
      for (const load of this.#loads) load.set(ANY_DOCUMENT, notice.reset);
      for (const { key } of this.#documents.values()) keys.push(key);
    } else {
      for (const key of notice.keys) {
        for (const load of this.#loads) load.set(docKeyText(key), notice.seq);
        const state = this.#stateOf(key);
        if (state !== undefined && isOlder(state.confirmed.seq, notice.seq)) keys.push(key);
      }
    }
    if (keys.length === 0) return;
    if (this.store.readSync === undefined) return this.#refreshSoon(keys);
    try {
      this.refreshNow(keys);
    } catch {
      this.#missed.add(keys);
    }
  }

  #refreshSoon(keys: readonly DocKey[]): void {
    this.#refreshing = this.#refreshing.then(() => this.refresh(keys))
      .catch(() => this.#missed.add(keys));
  }

  #accept(answers: readonly Pick<Answer, "state" | "stored">[]): void {
    const emitted: Change[] = [];
    for (const { state, stored } of answers) {
      if ((stored?.seq ?? "absent") === state.confirmed.seq) continue;
      state.isAssumed = false;
      state.mayBeGone = stored === undefined && state.pending.length > 0;
      const before = state.confirmed.document;
      const document = stored === undefined
        ? this.#declared.get(instanceName(state.instance))
        : shareDocument(before, stored.doc);
      state.confirmed = { document, seq: stored?.seq ?? "absent" };
      if (stored !== undefined && stored.seq > this.#head.seq) {
        this.#head = { seq: stored.seq, at: stored.at };
      }
      if (state.pending.length === 0 && before !== document) {
        emitted.push(this.#change(state.instance, before, document, undefined, "remote"));
      }
    }
    this.#channel.emit(emitted);
  }
}

function shareDocument(before: StoredDocument | undefined, fresh: StoredDocument): StoredDocument {
  return shareNodes(before, freezeTree(fresh)) as StoredDocument;
}
