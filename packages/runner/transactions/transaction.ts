/**
 * A transaction: reads of a fixed baseline plus own writes, logs of both, and one commit. Public
 * members follow the `Transaction` interface; the others serve cells and the scheduler.
 */
import {
  type CommitResult,
  type DocKey,
  type SpaceId,
  type StoredDocument,
} from "@commonfabric/storage";
import type {
  Address,
  CellScope,
  DocumentAddress,
  ImplementationIdentity,
  ReadDepth,
  Transaction,
  WriteEntry,
} from "../types.ts";
import { isScope } from "../links/sigil.ts";
import { checkPathLength } from "../values/errors.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { differences, type LoggedRead } from "./changes.ts";
import { type CommitGate, type CommitPart, CommitParts } from "./commit-parts.ts";
import {
  MultipleSpacesError,
  NotResidentError,
  SuspendSignal,
  TransactionClosedError,
} from "./errors.ts";
import type { PendingRow } from "./pending-rows.ts";
import { type Operation, partOf } from "./operations.ts";
import { instanceName, isNarrower } from "./scope-keys.ts";
import type { SpaceTable } from "./space-table.ts";
import { TouchedDocument, type WriteOptions } from "./touched-document.ts";
import { nodeAt } from "./tree.ts";

/** Where plain objects go that become list elements, and what names their documents. */
export type ElementPolicy =
  /** They stay inline: outputs of computations. */
  | { readonly kind: "inline" }
  /** Own documents, named by container and index. */
  | { readonly kind: "set-up" }
  /** Own documents, named by this event or transaction id, container and ordinal. */
  | { readonly kind: "event"; readonly id: string };

export interface TransactionOptions {
  readonly id?: string;
  /** Named in change notifications: the node that runs. */
  readonly source?: unknown;
  /** Default: `event` with the id of the transaction. */
  readonly elements?: ElementPolicy;
  /** A document that is not resident: mark and signal, or throw `NotResidentError`. */
  readonly onMissing?: "suspend" | "throw";
  /** What it writes may be stored later, together with what others write: for computations. */
  readonly mayWait?: boolean;
  /** Called where others came first and readers lose what they were shown of the commit. */
  readonly onUndone?: () => void;
  /** Called before each logged read; may call `suspend` and throw `SuspendSignal`. */
  readonly beforeRead?: (read: LoggedRead) => void;
}

export class RunnerTransaction implements Transaction {
  readonly id: string;
  readonly source: unknown;
  readonly elements: ElementPolicy;
  readonly spaces: SpaceTable;
  readonly #onMissing: "suspend" | "throw";
  readonly #mayWait: boolean;
  readonly #onUndone: (() => void) | undefined;
  readonly #beforeRead: ((read: LoggedRead) => void) | undefined;
  readonly #touched = new Map<SpaceId, Map<string, TouchedDocument>>();
  /** Made when it is asked for, and again when there is more. */
  #readLog: readonly LoggedRead[] | undefined;
  readonly #ordinals = new Map<string, number>();
  readonly #missing: DocumentAddress[] = [];
  readonly #parts = new CommitParts();
  readonly #gates: CommitGate[] = [];
  readonly #callbacks: ((result: CommitResult) => void)[] = [];
  readonly #afterCommit: (() => void)[] = [];
  #writeSpace: SpaceId | undefined;
  #row: { readonly space: SpaceId; readonly row: PendingRow } | undefined;
  #status: Transaction["status"] = "open";
  #isSuspended = false;
  #narrowest: CellScope = "space";
  #isStaging = false;
  #identity: ImplementationIdentity = { kind: "unsupported" };

  constructor(spaces: SpaceTable, options: TransactionOptions = {}) {
    this.spaces = spaces;
    this.id = options.id ?? spaces.nextTransactionId();
    this.source = options.source;
    this.elements = options.elements ?? { kind: "event", id: this.id };
    this.#onMissing = options.onMissing ?? "throw";
    this.#mayWait = options.mayWait ?? false;
    this.#onUndone = options.onUndone;
    this.#beforeRead = options.beforeRead;
  }

  get status(): Transaction["status"] {
    return this.#status;
  }

  /** Whose code this transaction runs. */
  get implementationIdentity(): ImplementationIdentity {
    return this.#identity;
  }

  /** Whether the run met something that is not here yet; it must be discarded and run again. */
  get isSuspended(): boolean {
    return this.#isSuspended;
  }

  /** The documents a suspended run waits for; `SpaceTable.load` fetches them. */
  get missing(): readonly DocumentAddress[] {
    return this.#missing;
  }

  get readLog(): readonly LoggedRead[] {
    return this.#readLog ??= this.#documents().flatMap((document) => [...document.reads]);
  }

  /** Net differences, by document in order of the first touch. */
  get writeLog(): readonly WriteEntry[] {
    return this.#documents().filter((document) => document.isWritten).flatMap(writesOf);
  }

  /** The document with own writes, unlogged. @throws {SuspendSignal} @throws {NotResidentError} */
  document(address: DocumentAddress): StoredDocument | undefined {
    return this.#touch(address).document;
  }

  /** The document if that needs no waiting; neither logged nor a dependency. */
  peek(address: DocumentAddress): StoredDocument | undefined {
    const touched = this.#touched.get(address.space)?.get(instanceName(address));
    if (touched !== undefined) return touched.document;
    return this.spaces.peek(address.space)?.replica.current(address)?.document;
  }

  /** The narrowest scope of what was read. */
  get narrowestRead(): CellScope {
    return this.#narrowest;
  }

  log(read: LoggedRead): void {
    this.#beforeRead?.(read);
    const { scope } = read.address;
    if (scope !== "space" && isNarrower(scope, this.#narrowest)) this.#narrowest = scope;
    const { reads } = this.#touch(read.address);
    const { size } = reads;
    reads.add(read);
    if (reads.size > size) this.#readLog = undefined;
  }

  /**
   * Called before a write lands at `address`: a computation that has yet to run may put a link
   * there that leads elsewhere. That is no read, others may write there as well.
   */
  beforeWrite(address: Address): void {
    this.#beforeRead?.({ address, depth: "shallow", part: "value" });
  }

  read(address: Address, options: { depth?: ReadDepth } = {}): unknown {
    checkAddress(address);
    this.log({ address, depth: options.depth ?? "deep", part: "value" });
    return nodeAt(this.document(address)?.value, address.path);
  }

  write(address: Address, value: unknown): void {
    checkAddress(address);
    const node = convertHostValue(value, address.space);
    this.apply(address, { part: "value", path: address.path, kind: "write", value: node });
  }

  /** Applies an operation on a frozen tree of stored form. */
  apply(document: DocumentAddress, operation: Operation): void {
    this.#requireOpen();
    const touched = this.#touchWritten(document);
    touched.apply(operation);
    if (this.#isStaging) touched.isStaged = true;
  }

  /** Lets the commit fail when the value of `document` is another one by then; no read is logged. */
  pin(document: DocumentAddress): void {
    this.#touch(document).isPinned = true;
  }

  /** Writes a whole document that this transaction names for the first time; needs no fetch. */
  create(document: DocumentAddress, value: unknown): void {
    this.#requireOpen();
    this.#touchWritten(document, true)
      .apply({ part: "value", path: [], kind: "write", value });
  }

  /** Base, tag and pointers of a document that this transaction writes. */
  setWriteOptions(
    document: DocumentAddress,
    options: WriteOptions,
  ): void {
    this.#requireOpen();
    this.#touchWritten(document).options = options;
  }

  /**
   * What `fn` writes is committed to `space`, before what encloses it: only set-ups of children that
   * are placed there do this. A conflict there is one of the whole transaction.
   */
  inSpace<T>(space: SpaceId, fn: () => T): T {
    this.#requireOpen();
    const isBlind = this.#onMissing === "throw" && this.spaces.peek(space) === undefined;
    return this.#parts.within(space, isBlind, fn);
  }

  /** The space that a write goes to, inside of `inSpace`. */
  get placedSpace(): SpaceId | undefined {
    return this.#parts.current?.space;
  }

  /** Counts new element documents per container: equal on a retry of the same event. */
  nextOrdinal(containerKey: string): number {
    const ordinal = this.#ordinals.get(containerKey) ?? 0;
    this.#ordinals.set(containerKey, ordinal + 1);
    return ordinal;
  }

  setImplementationIdentity(identity: ImplementationIdentity): void {
    this.#requireOpen();
    this.#identity = identity;
  }

  /** Without integrity labels there is nothing to prepare. */
  prepareCfc(): void {
    this.#requireOpen();
  }

  addCommitGate(gate: () => Promise<void>): void {
    this.#requireOpen();
    (this.#parts.current?.gates ?? this.#gates).push(gate);
  }

  addCommitCallback(fn: (result: CommitResult) => void): void {
    this.#requireOpen();
    this.#callbacks.push(fn);
  }

  postCommit(fn: () => void): void {
    this.#requireOpen();
    this.#afterCommit.push(fn);
  }

  /** The document as this transaction has it, if it touched it. */
  touched(place: DocumentAddress): TouchedDocument | undefined {
    return this.#touched.get(place.space)?.get(instanceName(place));
  }

  /** Runs `fn`; what it writes is the state of something else, not output of what runs here. */
  staging<T>(fn: () => T): T {
    const before = this.#isStaging;
    this.#isStaging = true;
    try {
      return fn();
    } finally {
      this.#isStaging = before;
    }
  }

  /** Leaves an observation of the run in `space`, with what the run writes there or later. */
  leave(space: SpaceId, row: PendingRow): void {
    this.#requireOpen();
    this.#row = { space, row };
  }

  /** Marks the run as suspended. The caller throws the returned signal. */
  suspend(missing?: DocumentAddress): SuspendSignal {
    this.#isSuspended = true;
    if (missing !== undefined) this.#missing.push(missing);
    return new SuspendSignal();
  }

  abort(_reason?: unknown): void {
    if (this.#status === "open") this.#status = "aborted";
  }

  /** On synchronous stores and without gates everything has happened when this returns. */
  commit(): Promise<CommitResult> {
    try {
      this.#requireOpen();
      if (this.#isSuspended) {
        this.abort();
        throw new SuspendSignal();
      }
      this.#status = "pending";
      const hasParts = this.#parts.inOrder.length > 0;
      if (hasParts || this.#gates.length > 0) return this.spaces.waiting(this.#commitAfterGates());
      const outcome = this.#commitSpace();
      if (!(outcome instanceof Promise)) return Promise.resolve(this.#finish(outcome));
      return outcome.then((result) => this.#finish(result), (error) => this.#fail(error));
    } catch (error) {
      if (this.#status === "pending") this.#status = "aborted";
      return Promise.reject(error);
    }
  }

  async #commitAfterGates(): Promise<CommitResult> {
    let outcome: CommitResult | Promise<CommitResult>;
    try {
      const failure = await this.#commitParts();
      if (failure !== undefined) return this.#finish(failure);
      for (const gate of this.#gates) await gate();
      outcome = this.#commitSpace();
      // Without a further turn: readers learn of the commit and of what belongs to it at once.
      if (outcome instanceof Promise) outcome = await outcome;
    } catch (error) {
      this.#fail(error);
    }
    return this.#finish(outcome);
  }

  /** Commits to other spaces, each after its gates; the first outcome that is none ends it. */
  async #commitParts(): Promise<CommitResult | undefined> {
    const parts = this.#parts.inOrder;
    const stale = parts.length === 0 ? [] : this.#staleElsewhere();
    if (stale.length > 0) return { conflict: { keys: stale } };
    for (const [at, part] of parts.entries()) {
      for (const gate of part.gates) await gate();
      const { commits, replica } = await this.spaces.open(part.space);
      const documents = this.#documentsOf(part);
      if (part.isBlind) {
        await replica.load(documents);
        const met = documents.filter((each) => replica.current(each)?.document !== undefined);
        if (met.length > 0) return { conflict: { keys: met.map((each) => this.#keyOf(each)) } };
      }
      const job = {
        txId: `${this.id}+${at}`,
        source: this.source,
        documents,
        mayWait: false,
        onUndone: this.#onUndone,
      };
      const outcome = await commits.commit(job);
      if (!("ok" in outcome)) return outcome;
    }
    return undefined;
  }

  #commitSpace(): CommitResult | Promise<CommitResult> {
    const own = this.#ownSpace();
    if (own === undefined) return { ok: { seq: 0, at: 0 } };
    const stale = this.#staleElsewhere();
    if (stale.length > 0) return { conflict: { keys: stale } };
    return this.spaces.peek(own)!.commits.commit({
      txId: this.id,
      source: this.source,
      documents: this.#documentsOf(undefined),
      mayWait: this.#mayWait && !this.#isAwaited(own),
      row: this.#row?.space === own ? this.#row.row : undefined,
      onUndone: this.#onUndone,
    });
  }

  /** The space of what is committed last; of what was read, when nothing was written. */
  #ownSpace(): SpaceId | undefined {
    if (this.#writeSpace !== undefined || this.#parts.inOrder.length > 0) return this.#writeSpace;
    return this.#touched.keys().next().value;
  }

  /** What one commit is about: what it writes, and what was read in its space. */
  #documentsOf(part: CommitPart | undefined): TouchedDocument[] {
    const own = this.#ownSpace();
    if (this.#parts.inOrder.length === 0) return [...this.#touched.get(own!)?.values() ?? []];
    return this.#documents().filter((touched) => {
      if (touched.space === own && !this.#parts.isOwned(touched)) return part === undefined;
      const isElsewhere = part === undefined && touched.space !== own;
      return !isElsewhere && this.#parts.ownerOf(touched) === part;
    });
  }

  #keyOf(touched: TouchedDocument): DocKey {
    return this.spaces.scopes.key(touched);
  }

  /** Whether something happens because of the commit, or depends on its own outcome. */
  #isAwaited(own: SpaceId): boolean {
    const awaited = this.#gates.length + this.#callbacks.length + this.#afterCommit.length;
    if (awaited > 0) return true;
    for (const { options } of this.#touched.get(own)?.values() ?? []) {
      if (options !== undefined) return true;
    }
    return false;
  }

  /** Documents read in spaces that are not committed to, and whose values this runtime saw change. */
  #staleElsewhere(): DocKey[] {
    const own = this.#ownSpace();
    return this.#documents()
      .filter((touched) => touched.space !== own && this.#parts.ownerOf(touched) === undefined)
      .filter((touched) =>
        !touched.rebase(this.spaces.peek(touched.space)?.replica.current(touched))
      )
      .map((touched) => this.#keyOf(touched));
  }

  #finish(result: CommitResult): CommitResult {
    this.#status = "ok" in result ? "done" : "aborted";
    for (const callback of this.#callbacks) callback(result);
    if ("ok" in result) {
      this.#leaveElsewhere();
      for (const fn of this.#afterCommit) fn();
    }
    return result;
  }

  /** The run committed to another space than that of its piece: the row goes on its own. */
  #leaveElsewhere(): void {
    if (this.#row === undefined) return;
    const { space, row } = this.#row;
    const own = this.#writeSpace ?? this.#touched.keys().next().value;
    if (own !== space) this.spaces.peek(space)?.commits.defer(row);
  }

  #fail(error: unknown): never {
    this.#status = "aborted";
    throw error;
  }

  #requireOpen(): void {
    if (this.#status !== "open") throw new TransactionClosedError(this.id, this.#status);
  }

  #touchWritten(address: DocumentAddress, isCreation = false): TouchedDocument {
    if (!this.#parts.allows(address.space)) this.#claimSpace(address.space);
    const touched = this.#touch(address, isCreation);
    this.#parts.own(touched);
    return touched;
  }

  #claimSpace(space: SpaceId): void {
    if (space === this.#writeSpace) return;
    if (this.#writeSpace !== undefined) throw new MultipleSpacesError(this.#writeSpace, space);
    this.#writeSpace = space;
  }

  #touch(address: DocumentAddress, isCreation = false): TouchedDocument {
    const { space } = address;
    const name = instanceName(address);
    let documents = this.#touched.get(space);
    const known = documents?.get(name);
    if (known !== undefined) return known;
    const replica = this.spaces.peek(space)?.replica;
    const version = replica?.current(address);
    const part = this.#parts.current;
    const isAssumed = part?.isBlind === true && part.space === space;
    if (version === undefined && !isCreation && !isAssumed) {
      if (this.#onMissing === "throw") {
        throw replica?.failure(address) ?? new NotResidentError(address);
      }
      throw this.suspend(address);
    }
    if (documents === undefined) this.#touched.set(space, documents = new Map());
    const touched = new TouchedDocument(address, version);
    documents.set(name, touched);
    return touched;
  }

  #documents(): TouchedDocument[] {
    return [...this.#touched.values()].flatMap((documents) => [...documents.values()]);
  }
}

function writesOf(document: TouchedDocument): WriteEntry[] {
  const before = partOf(document.baseline.document, "value");
  const { space, scope, id } = document;
  return differences(before, partOf(document.document, "value")).map((difference) => ({
    address: { space, scope, id, path: difference.path },
    before: difference.before,
    after: difference.after,
  }));
}

function checkAddress({ scope, path }: Address): void {
  if (!isScope(scope)) {
    throw new TypeError(`The scope of an address is "space", "user" or "session", not ${scope}`);
  }
  checkPathLength(path);
}
