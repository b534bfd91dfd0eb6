/** All documents that exist for one piece alone: its own and those of its children. */
import type { SpaceStore } from "@commonfabric/storage";
import type { CommandAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { allDocuments } from "../inspect/all-documents.ts";
import { readStored } from "../store/stored-document.ts";
import { linksIn } from "../store/stored-links.ts";
import { childId, isInstance, madeFor, slotsOf } from "./made-documents.ts";
import { documentsOf, type StoredPiece, storedPiece } from "./stored-piece.ts";

/** Comparisons of instances with lists that they are no longer in; beyond that they are left. */
const MAX_COMPARISONS = 1_000_000;

/**
 * Ids of the documents of a piece: its own, those of the children that its pattern placed, of the
 * instances of its lists, also of elements that are gone, and what its computations made. Each is
 * known by its id, which derives from what made it; what is only linked belongs to others.
 */
export async function pieceDocuments(store: SpaceStore, piece: StoredPiece): Promise<string[]> {
  return await new PieceDocuments(store).of(piece);
}

class PieceDocuments {
  readonly #store: SpaceStore;
  readonly #ids = new Set<string>();
  readonly #existing = new Set<string>();
  /** Documents that point to code. */
  readonly #pointing = new Set<string>();
  readonly #pieces: StoredPiece[] = [];
  readonly #containers: CommandAddress[] = [];

  constructor(store: SpaceStore) {
    this.#store = store;
  }

  async of(piece: StoredPiece): Promise<string[]> {
    for await (const { key, refs } of allDocuments(this.#store)) {
      this.#existing.add(key.id);
      if (refs !== undefined) this.#pointing.add(key.id);
    }
    this.#pieces.push(piece);
    do await this.#takePieces(); while (await this.#findFormerInstances());
    return [...this.#ids];
  }

  async #takePieces(): Promise<void> {
    for (let next = this.#pieces.pop(); next !== undefined; next = this.#pieces.pop()) {
      if (this.#ids.has(next.address.id)) continue;
      for (const address of documentsOf(next)) await this.#takePlace(address);
    }
  }

  async #takePlace(place: CommandAddress): Promise<void> {
    if (this.#ids.has(place.id)) return;
    this.#ids.add(place.id);
    const stored = await readStored(this.#store, place);
    const value = stored?.doc.value;
    if (Array.isArray(value)) this.#containers.push(place);
    for (const { path, link } of linksIn(value, place)) {
      if (this.#ids.has(link.id) || link.space !== this.#store.space) continue;
      const child = await this.#pieceAt(link.id);
      if (child === undefined) continue;
      const isChild = link.id === childId({ ...place, path }) ||
        (Array.isArray(value) &&
          isInstance(link.id, place, await slotsOf(this.#store, child)));
      if (isChild) this.#pieces.push(child);
    }
    for (const id of madeFor(place, this.#existing)) {
      const made = await this.#pieceAt(id);
      if (made !== undefined) this.#pieces.push(made);
      else await this.#takePlace({ space: this.#store.space, id, path: [] });
    }
  }

  /** Instances whose elements have left the lists; whether there were any. */
  async #findFormerInstances(): Promise<boolean> {
    const containers = this.#containers.splice(0);
    let comparisons = 0;
    for (const id of this.#pointing) {
      if (containers.length === 0 || comparisons > MAX_COMPARISONS) break;
      if (this.#ids.has(id)) continue;
      const piece = await this.#pieceAt(id);
      const slots = piece === undefined ? [] : await slotsOf(this.#store, piece);
      comparisons += slots.length * containers.length;
      if (containers.some((container) => isInstance(id, container, slots))) {
        this.#pieces.push(piece!);
      }
    }
    return this.#pieces.length > 0;
  }

  async #pieceAt(id: string): Promise<StoredPiece | undefined> {
    try {
      return await storedPiece(this.#store, { space: this.#store.space, id, path: [] });
    } catch (error) {
      if (error instanceof CommandError) return undefined;
      throw error;
    }
  }
}
