/**
 * What a space holds, read once and kept up to date from the log of the store: all tagged documents,
 * and the identities that any document points to.
 *
 *     read everything  ──>  plan  ──>  refresh ──> sweep commit ──> refresh ──> sweep commit ...
 *     head h                            h..h'       only if the head is h'
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import {
  type DocHeader,
  type DocKey,
  docKeyText,
  type Seq,
  type SpaceStore,
} from "@commonfabric/storage";
import { listSet, partsOf } from "../inspect/list-set.ts";
import { readDocuments } from "../read/read-documents.ts";
import { type CacheRow, cacheRow, setOfKey } from "./cache-row.ts";

/** Of headers that point to code; a store sorts all of them for each page. */
const POINTER_PAGE = 50_000;

export class Inventory {
  readonly #store: SpaceStore;
  readonly #sha256: Sha256;
  readonly #rows = new Map<string, CacheRow>();
  readonly #pointers = new Map<string, readonly Identity[]>();
  #seq: Seq = 0;

  private constructor(store: SpaceStore, sha256: Sha256) {
    this.#store = store;
    this.#sha256 = sha256;
  }

  static async read(store: SpaceStore, sha256: Sha256): Promise<Inventory> {
    const inventory = new Inventory(store, sha256);
    await inventory.#readAll();
    return inventory;
  }

  /** Every commit up to this one is in the inventory. */
  get seq(): Seq {
    return this.#seq;
  }

  /** The tagged documents. */
  get rows(): Iterable<CacheRow> {
    return this.#rows.values();
  }

  /** Identities that documents point to; one may come several times. */
  *pointers(): Iterable<Identity> {
    for (const identities of this.#pointers.values()) yield* identities;
  }

  /** The document as it is by now; `undefined` when it is gone. */
  row(key: DocKey): CacheRow | undefined {
    return this.#rows.get(docKeyText(key));
  }

  /** The caller's own commit, directly after {@link seq}, deleted these. */
  deleted(keys: readonly DocKey[], seq: Seq): void {
    for (const key of keys) this.#rows.delete(docKeyText(key));
    this.#seq = seq;
  }

  /** Takes in what was committed since; whether that concerns collection. */
  async refresh(): Promise<boolean> {
    let hasChanged = false;
    for (;;) {
      const notices = await this.#store.upkeep.notices(this.#seq);
      if (notices.length === 0) return hasChanged;
      const keys = new Map<string, DocKey>();
      for (const notice of notices) {
        if ("reset" in notice) {
          await this.#readAll();
          return true;
        }
        for (const key of notice.keys) keys.set(docKeyText(key), key);
        this.#seq = notice.seq;
      }
      for (const part of partsOf([...keys.values()])) {
        if (await this.#take(part)) hasChanged = true;
      }
    }
  }

  async #readAll(): Promise<void> {
    this.#rows.clear();
    this.#pointers.clear();
    this.#seq = await this.#store.head();
    for (const part of partsOf(await listSet(this.#store, ""))) await this.#addRows(part);
    let after: string | undefined;
    for (;;) {
      const page = await this.#store.list({
        refs: true,
        limit: POINTER_PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const { key, refs = [] } of page) this.#pointers.set(docKeyText(key), refs);
      if (page.length < POINTER_PAGE) break;
      after = page.at(-1)!.key.id;
    }
    // Pages are no common snapshot: what was written meanwhile is in the log.
    await this.refresh();
  }

  async #take(keys: readonly DocKey[]): Promise<boolean> {
    const headers = await this.#store.upkeep.headers(keys);
    const tagged: DocHeader[] = [];
    let hasChanged = false;
    for (const [index, key] of keys.entries()) {
      const name = docKeyText(key);
      const header = headers[index];
      const hadRow = this.#rows.delete(name);
      const hadPointers = this.#pointers.delete(name);
      if (header?.refs !== undefined) this.#pointers.set(name, header.refs);
      if (header?.tag !== undefined) tagged.push(header);
      const hasAny = header?.refs !== undefined || header?.tag !== undefined;
      if (hadRow || hadPointers || hasAny) hasChanged = true;
    }
    await this.#addRows(tagged);
    return hasChanged;
  }

  async #addRows(headers: readonly DocHeader[]): Promise<void> {
    // A receipt says no more than its key does, and there may be many.
    const wanted = headers.filter(({ tag }) => setOfKey(tag!) !== "receipt");
    const read = await readDocuments(this.#store, wanted.map(({ key }) => key));
    const stored = new Map(wanted.map(({ key }, index) => [docKeyText(key), read[index]]));
    for (const header of headers) {
      const name = docKeyText(header.key);
      this.#rows.set(name, cacheRow(header, stored.get(name), this.#sha256));
    }
  }
}
