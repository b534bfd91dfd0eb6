/** All documents that exist for one piece alone: its own and those of its children. */
import { nodeSha256 } from "@commonfabric/canonical";
import { documentId, type SpaceStore } from "@commonfabric/storage";
import type { CommandAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { readStored } from "../store/stored-document.ts";
import { linksIn } from "../store/stored-links.ts";
import { documentsOf, type StoredPiece, storedPiece } from "./stored-piece.ts";

/**
 * Ids of the documents of a piece and of the children that its pattern placed. A child is known by
 * its id, which derives from the place that links to it; what is linked otherwise belongs to others.
 */
export async function pieceDocuments(store: SpaceStore, piece: StoredPiece): Promise<string[]> {
  const ids = new Set<string>();
  const waiting = [piece];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (ids.has(next.address.id)) continue;
    for (const address of documentsOf(next)) {
      ids.add(address.id);
      const stored = await readStored(store, address);
      for (const { path, link } of linksIn(stored?.doc.value, address)) {
        if (link.id !== childId({ ...address, path }) || link.space !== store.space) continue;
        const child = await pieceAt(store, { space: link.space, id: link.id, path: [] });
        if (child !== undefined) waiting.push(child);
      }
    }
  }
  return [...ids];
}

/** The id of the result document of a child whose output is at `place`. */
function childId({ id, path, space }: CommandAddress): string {
  return documentId({ resultFor: { "/": { "link@1": { id, path, space } } } }, nodeSha256);
}

async function pieceAt(
  store: SpaceStore,
  address: CommandAddress,
): Promise<StoredPiece | undefined> {
  try {
    return await storedPiece(store, address);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
