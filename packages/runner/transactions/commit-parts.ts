/**
 * The parts of a transaction that are committed to other spaces before it: what set-ups of children
 * placed there wrote.
 *
 *     set-up of a child in B  { set-up of its child in C { } }      parts in order: C, B, then the rest
 *
 * A part that is committed holds nothing that leads to a later one: whatever is cut off there has
 * left documents that nobody links to yet.
 */
import type { SpaceId } from "@commonfabric/storage";
import { MultipleSpacesError } from "./errors.ts";
import type { TouchedDocument } from "./touched-document.ts";

export type CommitGate = () => Promise<void>;

export interface CommitPart {
  readonly space: SpaceId;
  /** Awaited before the part is committed. */
  readonly gates: CommitGate[];
  /** What it wrote first. */
  readonly documents: Set<TouchedDocument>;
  /** Its space was not open: documents were taken to be absent. */
  isBlind: boolean;
}

export class CommitParts {
  readonly #open: CommitPart[] = [];
  readonly #closed: CommitPart[] = [];
  readonly #owners = new Map<TouchedDocument, CommitPart>();

  /** The part that is being written. */
  get current(): CommitPart | undefined {
    return this.#open.at(-1);
  }

  /** In the order in which they are committed: inner before outer. */
  get inOrder(): readonly CommitPart[] {
    return this.#closed;
  }

  /** What `fn` writes is a part of its own, in `space`. */
  within<T>(space: SpaceId, isBlind: boolean, fn: () => T): T {
    const part: CommitPart = { space, gates: [], documents: new Set(), isBlind };
    this.#open.push(part);
    try {
      return fn();
    } finally {
      this.#open.pop();
      this.#close(part);
    }
  }

  /** Checks that the part that is being written may write `space`. @throws {MultipleSpacesError} */
  allows(space: SpaceId): boolean {
    const part = this.current;
    if (part === undefined) return false;
    if (part.space !== space) throw new MultipleSpacesError(part.space, space);
    return true;
  }

  /** A document belongs to the part that wrote it first. */
  own(document: TouchedDocument): void {
    const part = this.current;
    if (part === undefined || this.#owners.has(document)) return;
    this.#owners.set(document, part);
    part.documents.add(document);
  }

  isOwned(document: TouchedDocument): boolean {
    return this.#owners.has(document);
  }

  /** The part that commits `document`; `undefined` for the transaction itself. */
  ownerOf(document: TouchedDocument): CommitPart | undefined {
    return this.#owners.get(document) ??
      this.#closed.find(({ space }) => space === document.space);
  }

  /** Siblings in one space are one commit. */
  #close(part: CommitPart): void {
    const last = this.#closed.at(-1);
    if (last?.space !== part.space) return void this.#closed.push(part);
    last.isBlind ||= part.isBlind;
    last.gates.push(...part.gates);
    for (const document of part.documents) {
      last.documents.add(document);
      this.#owners.set(document, last);
    }
  }
}
