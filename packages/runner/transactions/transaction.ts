/**
 * A transaction: reads of a fixed baseline plus own writes, logs of both, and one commit. Public
 * members follow the `Transaction` interface; the others serve cells and the scheduler.
 */
import { type CommitResult, type SpaceId, type StoredDocument } from "@commonfabric/storage";
import type {
  Address,
  CellScope,
  DocumentAddress,
  ImplementationIdentity,
  ReadDepth,
  Transaction,
  WriteEntry,
} from "../types.ts";
import { CfcNotPreparedError } from "../labels/errors.ts";
import { LabelIntents } from "../labels/intents.ts";
import { applyLabelled, type WriteSchema } from "../labels/labelled-write.ts";
import { isScope } from "../links/sigil.ts";
import { checkPathLength } from "../values/errors.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { differences, type LoggedRead } from "./changes.ts";
import { CommitParts } from "./commit-parts.ts";
import {
  MultipleSpacesError,
  NotResidentError,
  SuspendSignal,
  TransactionClosedError,
} from "./errors.ts";
import type { NeededDocuments } from "./needed-documents.ts";
import type { PendingRow } from "./pending-rows.ts";
import type { Operation } from "./operations.ts";
import { partOf } from "./read-part.ts";
import { isNarrower } from "./scope-keys.ts";
import type { SpaceTable } from "./space-table.ts";
import { TouchedDocument, type WriteOptions } from "./touched-document.ts";
import { TouchedDocuments } from "./touched-documents.ts";
import { TransactionCommit } from "./transaction-commit.ts";
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
  readonly #beforeRead: ((read: LoggedRead) => void) | undefined;
  readonly #touched = new TouchedDocuments();
  /** Made when it is asked for, and again when there is more. */
  #readLog: readonly LoggedRead[] | undefined;
  readonly #ordinals = new Map<string, number>();
  readonly #missing: DocumentAddress[] = [];
  readonly #parts = new CommitParts();
  readonly #commit: TransactionCommit;
  #writeSpace: SpaceId | undefined;
  #status: Transaction["status"] = "open";
  #isSuspended = false;
  #narrowest: CellScope = "space";
  #isStaging = false;
  #identity: ImplementationIdentity = { kind: "unsupported" };
  readonly #intents = new LabelIntents();

  constructor(spaces: SpaceTable, options: TransactionOptions = {}) {
    this.spaces = spaces;
    this.id = options.id ?? spaces.nextTransactionId();
    this.source = options.source;
    this.elements = options.elements ?? { kind: "event", id: this.id };
    this.#onMissing = options.onMissing ?? "throw";
    this.#beforeRead = options.beforeRead;
    this.#commit = new TransactionCommit({
      id: this.id,
      source: this.source,
      spaces,
      documents: this.#touched,
      parts: this.#parts,
      mayWait: options.mayWait ?? false,
      onUndone: options.onUndone,
    });
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
    return this.#readLog ??= this.#touched.all().flatMap((document) => [...document.reads]);
  }

  /** Net differences, by document in order of the first touch. */
  get writeLog(): readonly WriteEntry[] {
    return this.#touched.all().filter((document) => document.isWritten).flatMap(writesOf);
  }

  /** The document with own writes, unlogged. @throws {SuspendSignal} @throws {NotResidentError} */
  document(address: DocumentAddress): StoredDocument | undefined {
    return this.#touch(address).document;
  }

  /** The document if that needs no waiting; neither logged nor a dependency. */
  peek(address: DocumentAddress): StoredDocument | undefined {
    const touched = this.#touched.get(address);
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
    if (this.#touch(read.address).addRead(read)) this.#readLog = undefined;
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

  /** Applies an operation on a frozen tree of stored form; `under` where a schema says more of it. */
  apply(document: DocumentAddress, operation: Operation, under?: WriteSchema): void {
    this.#requireOpen();
    const touched = this.#touchWritten(document);
    if (under?.schema.mentionsLabels === true && this.spaces.principal !== undefined) {
      this.#applyLabelled(touched, operation, under);
    } else touched.apply(operation);
    if (this.#isStaging) touched.isStaged = true;
  }

  /** Lets the commit fail when the value of `document` is another one by then; no read is logged. */
  pin(document: DocumentAddress): void {
    this.#touch(document).isPinned = true;
  }

  /** Writes a whole document that this transaction names for the first time; needs no fetch. */
  create(document: DocumentAddress, value: unknown, under?: WriteSchema): void {
    this.#requireOpen();
    this.#touchWritten(document, true);
    this.apply(document, { part: "value", path: [], kind: "write", value }, under);
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

  /** The space that the transaction writes, as far as it has written. */
  get writtenSpace(): SpaceId | undefined {
    return this.#writeSpace;
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

  /**
   * Takes responsibility for what was written under schemas with labels; further such writes need it
   * again. A write by code that its schema does not name aborts the transaction.
   * @throws {WriteNotAuthorizedError}
   */
  prepareCfc(): void {
    this.#requireOpen();
    try {
      this.#intents.prepare();
    } catch (error) {
      this.abort(error);
      throw error;
    }
  }

  addCommitGate(gate: () => Promise<void>): void {
    this.#requireOpen();
    (this.#parts.current?.gates ?? this.#commit.gates).push(gate);
  }

  /** Counts documents as read that this transaction does not touch; gates may do so as well. */
  need(needed: NeededDocuments): void {
    this.#commit.needs.add(needed);
  }

  addCommitCallback(fn: (result: CommitResult) => void): void {
    this.#requireOpen();
    this.#commit.callbacks.push(fn);
  }

  postCommit(fn: () => void): void {
    this.#requireOpen();
    this.#commit.afterCommit.push(fn);
  }

  /** The document as this transaction has it, if it touched it. */
  touched(place: DocumentAddress): TouchedDocument | undefined {
    return this.#touched.get(place);
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
    this.#commit.row = { space, row };
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
  async commit(): Promise<CommitResult> {
    this.#requireOpen();
    if (this.#isSuspended) {
      this.abort();
      throw new SuspendSignal();
    }
    if (this.#intents.isOpen) {
      this.abort();
      throw new CfcNotPreparedError(this.id);
    }
    this.#status = "pending";
    try {
      return await this.#commit.run(this.#writeSpace, (result) => {
        this.#status = "ok" in result ? "done" : "aborted";
      });
    } catch (error) {
      this.#status = "aborted";
      throw error;
    }
  }

  #applyLabelled(touched: TouchedDocument, operation: Operation, under: WriteSchema): void {
    const claim = {
      writer: this.#identity,
      principal: this.spaces.principal!,
      intents: this.#intents,
    };
    const { space, scope, id } = touched;
    for (const path of applyLabelled(touched, operation, under, claim)) {
      this.log({ address: { space, scope, id, path }, depth: "deep", part: "value" });
    }
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
    const known = this.#touched.get(address);
    if (known !== undefined) return known;
    const { space } = address;
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
    const touched = new TouchedDocument(address, version, this.spaces.principal !== undefined);
    this.#touched.add(touched);
    return touched;
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
