/**
 * What this runtime has read of one space, and its commits that are not confirmed yet.
 *
 *     current  ->  [pending layer 2]      what readers see: the newest version
 *                  [pending layer 1]
 *     confirmed -> the document as the store has it, with its sequence number
 *
 * A version is an object with identity: whoever read a document holds the version it saw, and that
 * version being no longer the current one is the sign of a conflict.
 */
import type { Counters } from "@commonfabric/contract";
import {
  type Cancel,
  type CommitNotice,
  type DocKey,
  type Seq,
  SPACE_SCOPE,
  spaceKey,
  type SpaceStore,
  type StoredDoc,
  type StoredDocument,
} from "@commonfabric/storage";
import type { Change, ChangeChannel } from "./changes.ts";
import { freezeTree, shareNodes } from "./tree.ts";

export interface Version {
  readonly document: StoredDocument | undefined;
  /** `undefined` while the commit that made the version is unconfirmed. */
  seq: Seq | "absent" | undefined;
}

interface DocumentState {
  confirmed: Version;
  /** Made by a pending creation; the store was not asked whether the document exists. */
  isAssumed: boolean;
  /** Oldest first. */
  readonly pending: Version[];
}

/** A write of one document that is applied to the replica. */
export interface VersionChange {
  readonly id: string;
  readonly version: Version;
}

export class Replica {
  readonly store: SpaceStore;
  readonly #counters: Counters;
  readonly #channel: ChangeChannel;
  readonly #documents = new Map<string, DocumentState>();
  readonly #cancel: Cancel;
  #head: { seq: Seq; at: number };
  #refreshing: Promise<void> = Promise.resolve();

  constructor(store: SpaceStore, head: Seq, counters: Counters, channel: ChangeChannel) {
    this.store = store;
    this.#head = { seq: head, at: 0 };
    this.#counters = counters;
    this.#channel = channel;
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
  current(id: string): Version | undefined {
    const state = this.#documents.get(id) ?? this.#readNow(id);
    return state === undefined ? undefined : state.pending.at(-1) ?? state.confirmed;
  }

  /** Fetches those documents that are not resident. */
  async load(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#documents.has(id));
    if (missing.length === 0) return;
    this.#counters.storeReads++;
    const found = await this.store.read(missing.map(spaceKey));
    missing.forEach((id, at) => {
      if (!this.#documents.has(id)) this.#documents.set(id, makeState(found[at]));
    });
  }

  /** Reads documents again and tells readers what differs. */
  async refresh(keys: readonly DocKey[]): Promise<void> {
    const ids = keys.map((key) => key.id).filter((id) => this.#documents.has(id));
    if (ids.length === 0) return;
    this.#counters.storeReads++;
    const found = await this.store.read(ids.map(spaceKey));
    this.#accept(ids, found);
  }

  /** `refresh` on a synchronous store. */
  refreshNow(keys: readonly DocKey[]): void {
    const ids = keys.map((key) => key.id).filter((id) => this.#documents.has(id));
    const found = ids.map((id) => {
      this.#counters.storeReads++;
      return this.store.readSync!(spaceKey(id));
    });
    this.#accept(ids, found);
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
    for (const { id } of changes) {
      const state = this.#documents.get(id);
      if (state?.isAssumed && state.pending.length === 0) this.#documents.delete(id);
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
    });
  }

  /** Resolves when everything that notices announced has been read. */
  caughtUp(): Promise<void> {
    return this.#refreshing;
  }

  close(): void {
    this.#cancel();
    this.#documents.clear();
  }

  #announce(
    changes: readonly VersionChange[],
    source: unknown,
    origin: Change["origin"],
    step: (state: DocumentState, version: Version) => void,
  ): void {
    const emitted: Change[] = [];
    for (const { id, version } of changes) {
      let state = this.#documents.get(id);
      if (state === undefined) {
        state = { confirmed: { document: undefined, seq: "absent" }, isAssumed: true, pending: [] };
        this.#documents.set(id, state);
      }
      const before = (state.pending.at(-1) ?? state.confirmed).document;
      step(state, version);
      const after = (state.pending.at(-1) ?? state.confirmed).document;
      if (before !== after) emitted.push(this.#change(id, before, after, source, origin));
    }
    this.#channel.emit(emitted);
  }

  #change(
    id: string,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    source: unknown,
    origin: Change["origin"],
  ): Change {
    return { space: this.store.space, id, before, after, source, origin };
  }

  #readNow(id: string): DocumentState | undefined {
    if (this.store.readSync === undefined) return undefined;
    this.#counters.storeReads++;
    const state = makeState(this.store.readSync(spaceKey(id)));
    this.#documents.set(id, state);
    return state;
  }

  /** Notices of commits of this runtime find its versions confirmed already and change nothing. */
  #notice(notice: CommitNotice): void {
    const keys: DocKey[] = [];
    if ("reset" in notice) keys.push(...[...this.#documents.keys()].map(spaceKey));
    else {
      for (const key of notice.keys) {
        const state = key.scopeKey === SPACE_SCOPE ? this.#documents.get(key.id) : undefined;
        if (state !== undefined && isOlder(state.confirmed.seq, notice.seq)) keys.push(key);
      }
    }
    if (keys.length === 0) return;
    if (this.store.readSync !== undefined) return this.refreshNow(keys);
    this.#refreshing = this.#refreshing.then(() => this.refresh(keys)).catch(() => {
      // A missed refresh costs a conflict later: commits check sequence numbers themselves.
    });
  }

  #accept(ids: readonly string[], found: readonly (StoredDoc | undefined)[]): void {
    const emitted: Change[] = [];
    ids.forEach((id, at) => {
      const state = this.#documents.get(id);
      const stored = found[at];
      if (state === undefined || (stored?.seq ?? "absent") === state.confirmed.seq) return;
      state.isAssumed = false;
      const before = state.confirmed.document;
      const document = stored === undefined ? undefined : shareDocument(before, stored.doc);
      state.confirmed = { document, seq: stored?.seq ?? "absent" };
      if (stored !== undefined && stored.seq > this.#head.seq) {
        this.#head = { seq: stored.seq, at: stored.at };
      }
      if (state.pending.length === 0 && before !== document) {
        emitted.push(this.#change(id, before, document, undefined, "remote"));
      }
    });
    this.#channel.emit(emitted);
  }
}

function makeState(stored: StoredDoc | undefined): DocumentState {
  const document = stored === undefined ? undefined : freezeTree(stored.doc) as StoredDocument;
  return { confirmed: { document, seq: stored?.seq ?? "absent" }, isAssumed: false, pending: [] };
}

function shareDocument(before: StoredDocument | undefined, fresh: StoredDocument): StoredDocument {
  return shareNodes(before, freezeTree(fresh)) as StoredDocument;
}

/** Whether a version with sequence number `a` may be older than one with `b`. */
function isOlder(a: Version["seq"], b: Version["seq"]): boolean {
  return typeof a !== "number" || (typeof b === "number" && a < b);
}
