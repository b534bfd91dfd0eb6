/** The documents that a transaction touched, in order of the first touch within each space. */
import type { SpaceId } from "@commonfabric/storage";
import type { DocumentAddress } from "../types.ts";
import { instanceName } from "./scope-keys.ts";
import type { TouchedDocument } from "./touched-document.ts";

export class TouchedDocuments {
  readonly #bySpace = new Map<SpaceId, Map<string, TouchedDocument>>();

  get(address: DocumentAddress): TouchedDocument | undefined {
    return this.#bySpace.get(address.space)?.get(instanceName(address));
  }

  add(touched: TouchedDocument): void {
    let documents = this.#bySpace.get(touched.space);
    if (documents === undefined) this.#bySpace.set(touched.space, documents = new Map());
    documents.set(instanceName(touched), touched);
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
