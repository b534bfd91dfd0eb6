/** `BoundedMap`: the shared table with a declared bound; the least recently used entry goes first. */

//  entries by key, and a ring through all of them in order of use:
//
//     ring ──newer──> oldest ──newer──> ... ──newer──> latest ──newer──> ring
//
//  Reading moves an entry within the ring, which no table has to be rebuilt for.

interface Entry<K, V> {
  readonly key: K;
  value: V;
  older: Entry<K, V>;
  newer: Entry<K, V>;
}

/** A map that keeps at most `bound` entries. Reading an entry makes it the most recent one. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, Entry<K, V>>();
  readonly #onEvict: ((key: K, value: V) => void) | undefined;
  #ring: Entry<K, V> = emptyRing();
  /** The most entries that are kept. */
  readonly bound: number;

  constructor(bound: number, onEvict?: (key: K, value: V) => void) {
    this.bound = bound;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#use(entry);
    return entry.value;
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.value = value;
      this.#use(known);
      return;
    }
    const ring = this.#ring;
    const entry: Entry<K, V> = { key, value, older: ring.older, newer: ring };
    ring.older.newer = entry;
    ring.older = entry;
    this.#entries.set(key, entry);
    if (this.#entries.size <= this.bound) return;
    const oldest = ring.newer;
    this.delete(oldest.key);
    this.#onEvict?.(oldest.key, oldest.value);
  }

  delete(key: K): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    entry.older.newer = entry.newer;
    entry.newer.older = entry.older;
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#ring = emptyRing();
  }

  /** The entry that goes next. */
  oldest(): [K, V] | undefined {
    const { newer } = this.#ring;
    return newer === this.#ring ? undefined : [newer.key, newer.value];
  }

  /** The entries as they are now, oldest first. */
  entries(): IterableIterator<[K, V]> {
    const found: [K, V][] = [];
    for (let entry = this.#ring.newer; entry !== this.#ring; entry = entry.newer) {
      found.push([entry.key, entry.value]);
    }
    return found.values();
  }

  /** The keys as they are now, oldest first. */
  keys(): IterableIterator<K> {
    return [...this.entries()].map(([key]) => key).values();
  }

  #use(entry: Entry<K, V>): void {
    const ring = this.#ring;
    if (ring.older === entry) return;
    entry.older.newer = entry.newer;
    entry.newer.older = entry.older;
    entry.older = ring.older;
    entry.newer = ring;
    ring.older.newer = entry;
    ring.older = entry;
  }
}

function emptyRing<K, V>(): Entry<K, V> {
  const ring = {} as Entry<K, V>;
  ring.older = ring;
  ring.newer = ring;
  return ring;
}
