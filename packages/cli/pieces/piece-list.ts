/**
 * The pieces of a space that somebody made by a command, with their local names. One document of
 * the space keeps them, so that a piece and its entry are one commit:
 *
 *     { "of:<id>": { name?: string }, ... }       a piece by the id of its result document
 */
import { nodeSha256, type Sha256, sortedUtf8 } from "@commonfabric/canonical";
import { nearestName, quote } from "@commonfabric/contract";
import { documentId, type SpaceStore } from "@commonfabric/storage";
import { CommandError } from "../command/errors.ts";

/** The cause of the document that lists the pieces of its space. */
export const PIECE_LIST_CAUSE = "cf:pieces";

export interface ListedPiece {
  readonly id: string;
  readonly name: string | undefined;
}

/** The id of the document that lists the pieces of its space. */
export function pieceListId(sha256: Sha256 = nodeSha256): string {
  return documentId(PIECE_LIST_CAUSE, sha256);
}

/** The pieces that the value of the list names, sorted by id. */
export function piecesInList(value: unknown): ListedPiece[] {
  if (typeof value !== "object" || value === null) return [];
  return sortedUtf8(Object.keys(value)).map((id) => {
    const entry: unknown = Reflect.get(value, id);
    const name: unknown = typeof entry === "object" && entry !== null
      ? Object.getOwnPropertyDescriptor(entry, "name")?.value
      : undefined;
    return { id, name: typeof name === "string" ? name : undefined };
  });
}

/** The listed pieces of a space, sorted by id. */
export async function listedPieces(store: SpaceStore, sha256: Sha256): Promise<ListedPiece[]> {
  const [stored] = await store.read([{ id: pieceListId(sha256), scopeKey: "space" }]);
  return piecesInList(stored?.doc.value);
}

/** The id of the piece with a local name. @throws {CommandError} with the nearest name */
export async function pieceNamed(
  store: SpaceStore,
  name: string,
  sha256: Sha256,
): Promise<string> {
  const pieces = await listedPieces(store, sha256);
  const found = pieces.find((piece) => piece.name === name);
  if (found !== undefined) return found.id;
  const names = pieces.map((piece) => piece.name).filter((each) => each !== undefined);
  const near = nearestName(name, names, 3);
  const hint = near === undefined ? "" : `; did you mean @${near}?`;
  throw new CommandError(
    `no such piece: ${quote(`@${name}`)} is no name in space ${quote(store.space)}${hint}`,
  );
}
