/** The documents that a transaction touched, in order of the first touch within each space. */
import type { SpaceId } from "@commonfabric/storage";
import type { DocumentAddress } from "../types.ts";
import { instanceName } from "./scope-keys.ts";
import type { TouchedDocument } from "./touched-document.ts";

export class TouchedDocuments {
  readonly #bySpace = new Map<SpaceId, Map<string, TouchedDocument>>();
  /** A write looks its document up several times in a row. */
  #last: TouchedDocument | undefined;

  get(address: DocumentAddress): TouchedDocument | undefined {
    const last = this.#last;
    if (last !== undefined && isSame(last, address)) return last;
    const found = this.#bySpace.get(address.space)?.get(instanceName(address));
    if (found !== undefined) this.#last = found;
    return found;
  }

  add(touched: TouchedDocument): void {
    let documents = this.#bySpace.get(touched.space);
    if (documents === undefined) this.#bySpace.set(touched.space, documents = new Map());
    documents.set(instanceName(touched), touched);
    this.#last = touched;
  }

  /** The space that was touched first. */
  get firstSpace(): SpaceId | undefined {
    return this.#bySpace.keys().next().value;
  }

  of(space: SpaceId): TouchedDocument[] {
    return [...this.#bySpace.get(space)?.values() ?? []];
  }

  all(): TouchedDocument[] {
    return [...this.#bySpace.values()].flatMap((documents) => [...documents.values()]);
  }
}

function isSame(a: DocumentAddress, b: DocumentAddress): boolean {
  return a.id === b.id && a.space === b.space && a.scope === b.scope;
}
