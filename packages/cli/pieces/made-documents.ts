/**
 * Which documents the runtime made for a place, told by their ids: an id is a digest of what made the
 * document, so nobody else can have made it, and nothing has to be believed.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { documentId, type SpaceStore } from "@commonfabric/storage";
import type { CommandAddress } from "../command/address.ts";
import { readStored } from "../store/stored-document.ts";
import { storedLink } from "../store/stored-links.ts";
import type { StoredPiece } from "./stored-piece.ts";

/** What code makes while it runs, by the ordinal of each thing. */
const MADE_BY_CODE = ["list", "instance", "stream", "cell", "call", "argument"] as const;
/** Not everything that code makes is stored: so many ordinals without a document are the end. */
const MISSING_ORDINALS = 16;
/** How often one element may stand in a list with an instance for each. */
const OCCURRENCES = 8;

/** The id of the result document of a child whose output is at `place`. */
export function childId(place: CommandAddress): string {
  return idOf({ resultFor: linkCause(place) });
}

/**
 * Ids of the documents among `existing` that what computes `place` has: its inputs, the instances of a
 * list that it filters, and what its code made.
 */
export function* madeFor(place: CommandAddress, existing: ReadonlySet<string>): Iterable<string> {
  const link = linkCause(place);
  for (const cause of [{ inputsOf: link }, { instancesOf: link }]) {
    const id = idOf(cause);
    if (existing.has(id)) yield id;
  }
  for (let ordinal = 0, missing = 0; missing < MISSING_ORDINALS; ordinal++) {
    missing++;
    for (const what of MADE_BY_CODE) {
      const id = idOf({ createdBy: link, what, ordinal });
      if (!existing.has(id)) continue;
      missing = 0;
      yield id;
    }
  }
}

/** What a list operator may call the instance of an element, as far as the instance tells. */
export async function slotsOf(store: SpaceStore, piece: StoredPiece): Promise<unknown[]> {
  if (piece.argument === undefined) return [];
  const stored = await readStored(store, piece.argument);
  const value = stored?.doc.value as { element?: unknown } | undefined;
  const element = storedLink(value?.element, piece.argument);
  if (element === undefined) return [];
  const cause = linkCause(element);
  const index = Number(element.path.at(-1));
  const again = Array.from({ length: OCCURRENCES }, (_, at) => ({
    element: cause,
    occurrence: at + 1,
  }));
  return [cause, ...(Number.isInteger(index) ? [{ index }, { default: index }] : []), ...again];
}

/** Whether `id` is the instance that a list operator with its output at `container` made. */
export function isInstance(
  id: string,
  container: CommandAddress,
  slots: readonly unknown[],
): boolean {
  const resultFor = linkCause(container);
  return slots.some((slot) => idOf({ resultFor, slot }) === id);
}

function idOf(cause: unknown): string {
  return documentId(cause, nodeSha256);
}

function linkCause({ id, path, space }: CommandAddress): unknown {
  return { "/": { "link@1": { id, path: [...path], space } } };
}
