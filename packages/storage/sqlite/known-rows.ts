/**
 * Rows that this connection has met: where they are and at which sequence number. A commit need not
 * look for them again while no other connection has written: `PRAGMA data_version` tells.
 *
 *     read, read, commit      the version has not moved: what was read is what a commit finds
 *     read, (other), commit   it has: everything is forgotten and looked for again
 */
import type { Sha256 } from "@commonfabric/canonical";
import { docKeyDigest, docKeyText } from "../document-id.ts";
import type { DocKey, Seq } from "../types.ts";

/** Rows that are remembered; when that many are there, all are forgotten: a commit may hold any. */
const REMEMBERED_ROWS = 8_192;

/** A document in its table. */
export interface RowPlace {
  readonly row: number;
  readonly seq: Seq;
  /** As the index has them. Absent: nobody has looked. */
  readonly refs?: readonly string[];
}

interface Entry {
  readonly digest: Uint8Array;
  /** `null`: the document does not exist. `undefined`: nobody has looked. */
  place: RowPlace | null | undefined;
}

export class KnownRows {
  readonly #sha256: Sha256;
  readonly #entries: Map<string, Entry> = new Map();
  /** The state of the file that the places belong to. */
  #dataVersion: number | undefined;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** The row key of a document. */
  digestOf(key: DocKey): Uint8Array {
    return this.#entry(key).digest;
  }

  /** The place that was noted last; `undefined` when the file has to be asked. */
  placeOf(key: DocKey): RowPlace | null | undefined {
    return this.#entry(key).place;
  }

  note(key: DocKey, place: RowPlace | null): void {
    this.#entry(key).place = place;
  }

  /**
   * Forgets places unless they were all noted in the state that `dataVersion` names; whether they
   * were kept.
   */
  keepIf(dataVersion: number): boolean {
    if (dataVersion === this.#dataVersion) return true;
    this.forget();
    this.#dataVersion = dataVersion;
    return false;
  }

  /** Forgets every place: after a transaction that did not end well. */
  forget(): void {
    for (const entry of this.#entries.values()) entry.place = undefined;
  }

  #entry(key: DocKey): Entry {
    const text = docKeyText(key);
    let entry = this.#entries.get(text);
    if (entry === undefined) {
      if (this.#entries.size === REMEMBERED_ROWS) this.#entries.clear();
      entry = { digest: docKeyDigest(key, this.#sha256), place: undefined };
      this.#entries.set(text, entry);
    }
    return entry;
  }
}
