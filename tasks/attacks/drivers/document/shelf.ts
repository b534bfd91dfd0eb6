/** A store whose rows and texts can be changed behind its back. */
import type { SpaceId, SpaceStores } from "@commonfabric/storage";

/** The stores of one directory, or of one memory. */
export interface Shelf {
  readonly stores: SpaceStores;
  /** Replaces the bytes of a text by what `edit` makes of them; `undefined` removes it. */
  editBlob(space: SpaceId, hash: string, edit: EditBytes): void;
  /** The same with the bytes of the row of a document. */
  editRow(space: SpaceId, id: string, edit: EditBytes): void;
  /** Makes shelves that hold what this one holds. Nothing of it is open meanwhile. */
  snapshot(): Promise<() => Shelf>;
  dispose(): Promise<void>;
}

export type EditBytes = (bytes: Uint8Array) => Uint8Array | undefined;
