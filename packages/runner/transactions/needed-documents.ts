/**
 * Documents that commits count as read although no transaction touched them: what they store points
 * to them. Whoever deletes one makes them conflict, and they are not tried again as they are.
 */
import type { CommitBatch, DocKey, SpaceId } from "@commonfabric/storage";

/** A document as it must be. */
export type DocumentAt = CommitBatch["reads"][number];

export class NeededDocuments {
  readonly space: SpaceId;
  readonly documents: readonly DocumentAt[];
  #areGone = false;

  constructor(space: SpaceId, documents: readonly DocumentAt[]) {
    this.space = space;
    this.documents = documents;
  }

  /** The store has said that one of them is not as it was. */
  get areGone(): boolean {
    return this.#areGone;
  }

  /** Takes in the keys of a conflict. */
  noteConflict(keys: readonly DocKey[]): void {
    const ids = new Set(keys.map(({ id }) => id));
    if (this.documents.some(({ key }) => ids.has(key.id))) this.#areGone = true;
  }
}
