/** One document as one transaction sees it: the baseline, what was read, what was done to it. */
import type { DocKey, DocWrite, SpaceId, StoredDocument } from "@commonfabric/storage";
import type { CellScope, DocumentAddress } from "../types.ts";
import type { LoggedRead } from "./changes.ts";
import { applyOperation, inOrder, isMisfit, type Operation } from "./operations.ts";
import { readPart } from "./read-part.ts";
import type { Version } from "./versions.ts";
import { differs } from "./tree.ts";

/** Fields of a document write that only host code sets. */
export interface WriteOptions {
  /** The document must not exist yet, or hold the same; else the commit is refused. */
  readonly base?: "create-only" | "absent-or-equal";
  readonly tag?: string;
  readonly refs?: readonly string[];
}

const NO_READS: ReadonlySet<LoggedRead> = new Set();

export class TouchedDocument {
  readonly space: SpaceId;
  readonly scope: CellScope;
  readonly id: string;
  options: WriteOptions | undefined;
  /** What is written was made of all that is there: it does not go with another version. */
  isPinned = false;
  /** Written as the state of something else, such as an instance. */
  isStaged = false;
  readonly #operations: Operation[] = [];
  readonly #enforcesLabels: boolean;
  /** A set, because replayed reads of cached views are the same entries again. */
  #reads: Set<LoggedRead> | undefined;
  /** Taken to be absent without asking the store, which checks it at the commit. */
  readonly isCreation: boolean;
  #baseline: Version;
  #document: StoredDocument | undefined;

  constructor(
    { space, scope, id }: DocumentAddress,
    baseline: Version | undefined,
    enforcesLabels: boolean,
  ) {
    this.space = space;
    this.scope = scope;
    this.id = id;
    this.#enforcesLabels = enforcesLabels;
    this.isCreation = baseline === undefined;
    this.#baseline = baseline ?? { document: undefined, seq: "absent" };
    this.#document = this.#baseline.document;
  }

  get reads(): ReadonlySet<LoggedRead> {
    return this.#reads ?? NO_READS;
  }

  /** Whether `read` is one more. */
  addRead(read: LoggedRead): boolean {
    const reads = this.#reads ??= new Set();
    const { size } = reads;
    return reads.add(read).size > size;
  }

  get baseline(): Version {
    return this.#baseline;
  }

  /** The document with the operations of this transaction. */
  get document(): StoredDocument | undefined {
    return this.#document;
  }

  get isWritten(): boolean {
    return this.#document !== this.#baseline.document;
  }

  /** Whether the commit depends on the document: it was read, or an operation met equal data. */
  get isDependedOn(): boolean {
    return this.reads.size > 0 || this.#operations.length > 0 || this.isPinned;
  }

  /** @throws {Error} when the operation does not fit; see `isMisfit` */
  apply(operation: Operation): void {
    const ordered = inOrder(operation);
    this.#document = applyOperation(this.#document, ordered, this.#enforcesLabels);
    this.#operations.push(ordered);
  }

  /**
   * Moves onto `fresh` without running code: every read must have an equal value there, and every
   * operation must fit. Changes nothing when that is not so. `undefined` is a version that is not
   * resident, which only a creation can do without.
   */
  rebase(fresh: Version | undefined): boolean {
    if (fresh === undefined) return this.isCreation;
    if (fresh === this.#baseline) return true;
    const before = this.#baseline.document;
    if (this.isPinned && differs(before?.value, fresh.document?.value, "deep")) return false;
    for (const { address, depth, part } of this.reads) {
      const old = readPart(before, part, address.path);
      if (differs(old, readPart(fresh.document, part, address.path), depth)) return false;
    }
    let document = fresh.document;
    try {
      for (const operation of this.#operations) {
        document = applyOperation(document, operation, this.#enforcesLabels);
      }
    } catch (error) {
      if (isMisfit(error)) return false;
      throw error;
    }
    this.#baseline = fresh;
    this.#document = document;
    return true;
  }

  /** The write of the document under `key`, its base being the sequence number of the baseline. */
  toWrite(key: DocKey): DocWrite {
    const { base, tag, refs } = this.options ?? {};
    return {
      key,
      doc: this.#document ?? null,
      base: base ?? this.#baseline.seq!,
      ...(tag === undefined ? {} : { tag }),
      ...(refs === undefined ? {} : { refs }),
    };
  }
}
