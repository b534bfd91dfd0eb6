/**
 * The commit of one transaction: gates, then the parts that go to other spaces, then what was
 * written to its own; and who is told.
 *
 *     gate of a part -> part -> ... -> gates -> own space -> callbacks -> what follows the commit
 */
import type { CommitResult, DocKey, SpaceId } from "@commonfabric/storage";
import type { CommitGate, CommitPart, CommitParts } from "./commit-parts.ts";
import type { NeededDocuments } from "./needed-documents.ts";
import type { PendingRow } from "./pending-rows.ts";
import type { SpaceTable } from "./space-table.ts";
import type { TouchedDocument } from "./touched-document.ts";
import type { TouchedDocuments } from "./touched-documents.ts";

/** What a commit is about. */
export interface CommitSubject {
  readonly id: string;
  readonly source: unknown;
  readonly spaces: SpaceTable;
  readonly documents: TouchedDocuments;
  readonly parts: CommitParts;
  /** What it writes may be stored later, together with what others write. */
  readonly mayWait: boolean;
  /** Called where others came first and readers lose what they were shown of the commit. */
  readonly onUndone: (() => void) | undefined;
}

export class TransactionCommit {
  /** Awaited in order before the commit. */
  readonly gates: CommitGate[] = [];
  /** What the commits, each in its space, count as read. */
  readonly needs: Set<NeededDocuments> = new Set();
  /** Told of the outcome. */
  readonly callbacks: ((result: CommitResult) => void)[] = [];
  /** Called once it is accepted. */
  readonly afterCommit: (() => void)[] = [];
  /** An observation that goes with what is written to `space`, or later. */
  row: { readonly space: SpaceId; readonly row: PendingRow } | undefined;
  readonly #subject: CommitSubject;
  #writeSpace: SpaceId | undefined;
  #settle: (result: CommitResult) => void = () => {};

  constructor(subject: CommitSubject) {
    this.#subject = subject;
  }

  /**
   * Commits; done when the call returns on synchronous stores without gates and parts. `settle` is
   * told of the outcome before everybody else.
   */
  run(
    writeSpace: SpaceId | undefined,
    settle: (result: CommitResult) => void,
  ): CommitResult | Promise<CommitResult> {
    this.#writeSpace = writeSpace;
    this.#settle = settle;
    const hasParts = this.#subject.parts.inOrder.length > 0;
    if (hasParts || this.gates.length > 0) {
      return this.#subject.spaces.waiting(this.#commitAfterGates());
    }
    const outcome = this.#commitSpace();
    return outcome instanceof Promise
      ? outcome.then((result) => this.#told(result))
      : this.#told(outcome);
  }

  async #commitAfterGates(): Promise<CommitResult> {
    const failure = await this.#commitParts();
    if (failure !== undefined) return this.#told(failure);
    for (const gate of this.gates) await gate();
    let outcome = this.#commitSpace();
    // Without a further turn: readers learn of the commit and of what belongs to it at once.
    if (outcome instanceof Promise) outcome = await outcome;
    return this.#told(outcome);
  }

  /** Commits to other spaces, each after its gates; the first outcome that is none ends it. */
  async #commitParts(): Promise<CommitResult | undefined> {
    const { id, source, spaces, onUndone, parts } = this.#subject;
    const stale = parts.inOrder.length === 0 ? [] : this.#staleElsewhere();
    if (stale.length > 0) return { conflict: { keys: stale } };
    for (const [at, part] of parts.inOrder.entries()) {
      for (const gate of part.gates) await gate();
      const { commits, replica } = await spaces.open(part.space);
      const documents = this.#documentsOf(part);
      if (part.isBlind) {
        await replica.load(documents);
        const met = documents.filter((each) => replica.current(each)?.document !== undefined);
        if (met.length > 0) return { conflict: { keys: met.map((each) => this.#keyOf(each)) } };
      }
      const needs = this.#neededIn(part.space);
      const job = { txId: `${id}+${at}`, source, documents, needs, mayWait: false, onUndone };
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
    const { id, source, spaces, mayWait, onUndone } = this.#subject;
    return spaces.peek(own)!.commits.commit({
      txId: id,
      source,
      documents: this.#documentsOf(undefined),
      needs: this.#neededIn(own),
      mayWait: mayWait && !this.#isAwaited(own),
      row: this.row?.space === own ? this.row.row : undefined,
      onUndone,
    });
  }

  /** The space of what is committed last; of what was read, when nothing was written. */
  #ownSpace(): SpaceId | undefined {
    const { parts, documents } = this.#subject;
    if (this.#writeSpace !== undefined || parts.inOrder.length > 0) return this.#writeSpace;
    return documents.firstSpace;
  }

  /** What one commit is about: what it writes, and what was read in its space. */
  #documentsOf(part: CommitPart | undefined): TouchedDocument[] {
    const { parts, documents } = this.#subject;
    const own = this.#ownSpace();
    if (parts.inOrder.length === 0) return documents.of(own!);
    return documents.all().filter((touched) => {
      if (touched.space === own && !parts.isOwned(touched)) return part === undefined;
      const isElsewhere = part === undefined && touched.space !== own;
      return !isElsewhere && parts.ownerOf(touched) === part;
    });
  }

  #neededIn(space: SpaceId): NeededDocuments[] {
    return [...this.needs].filter((needed) => needed.space === space);
  }

  #keyOf(touched: TouchedDocument): DocKey {
    return this.#subject.spaces.scopes.key(touched);
  }

  /** Whether something happens because of the commit, or depends on its own outcome. */
  #isAwaited(own: SpaceId): boolean {
    if (this.gates.length + this.callbacks.length + this.afterCommit.length > 0) return true;
    return this.#subject.documents.of(own).some(({ options }) => options !== undefined);
  }

  /** Documents read in spaces that are not committed to, and whose values this runtime saw change. */
  #staleElsewhere(): DocKey[] {
    const { parts, documents, spaces } = this.#subject;
    const own = this.#ownSpace();
    return documents.all()
      .filter((touched) => touched.space !== own && parts.ownerOf(touched) === undefined)
      .filter((touched) => !touched.rebase(spaces.peek(touched.space)?.replica.current(touched)))
      .map((touched) => this.#keyOf(touched));
  }

  #told(result: CommitResult): CommitResult {
    this.#settle(result);
    for (const callback of this.callbacks) callback(result);
    if ("ok" in result) {
      this.#leaveElsewhere();
      for (const fn of this.afterCommit) fn();
    }
    return result;
  }

  /** The run committed to another space than that of its piece: the row goes on its own. */
  #leaveElsewhere(): void {
    if (this.row === undefined) return;
    const { space, row } = this.row;
    const own = this.#writeSpace ?? this.#subject.documents.firstSpace;
    if (own !== space) this.#subject.spaces.peek(space)?.commits.defer(row);
  }
}
