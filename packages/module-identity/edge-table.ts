/** Specifiers by text and extension. Nothing is joined to one key: a digest that is asked again is known. */
import { BoundedMap } from "@commonfabric/canonical";

/** A table of at most `bound` texts; the least recently used one goes first. */
export class EdgeTable {
  readonly #texts: BoundedMap<string, Map<string, readonly string[]>>;

  constructor(bound: number) {
    this.#texts = new BoundedMap(bound);
  }

  get(sourceDigest: string, extension: string): readonly string[] | undefined {
    return this.#texts.get(sourceDigest)?.get(extension);
  }

  set(sourceDigest: string, extension: string, specifiers: readonly string[]): void {
    const known = this.#texts.get(sourceDigest);
    if (known !== undefined) known.set(extension, specifiers);
    else this.#texts.set(sourceDigest, new Map([[extension, specifiers]]));
  }

  delete(sourceDigest: string, extension: string): void {
    this.#texts.get(sourceDigest)?.delete(extension);
  }
}
