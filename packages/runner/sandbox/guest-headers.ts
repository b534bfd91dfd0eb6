/** `Headers` of guests: names without case, values joined, iterated in order of names. */
import { compareUtf8 } from "@commonfabric/canonical";

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// deno-lint-ignore no-control-regex -- what must not stand in a header
const REFUSED_IN_VALUE = /[\u0000\r\n]/;

/** What a guest may give where headers are expected. */
type Pairs = Iterable<readonly unknown[]>;

export class GuestHeaders {
  readonly #values = new Map<string, string>();
  readonly #isImmutable: boolean;

  constructor(init?: unknown, isImmutable = false) {
    this.#isImmutable = false;
    for (const [name, value] of pairsOf(init)) this.append(name, value);
    this.#isImmutable = isImmutable;
    Object.freeze(this);
  }

  append(name: unknown, value: unknown): void {
    const key = this.#writable(name);
    const text = valueOf(value);
    const known = this.#values.get(key);
    this.#values.set(key, known === undefined ? text : `${known}, ${text}`);
  }

  set(name: unknown, value: unknown): void {
    this.#values.set(this.#writable(name), valueOf(value));
  }

  delete(name: unknown): void {
    this.#values.delete(this.#writable(name));
  }

  get(name: unknown): string | null {
    return this.#values.get(keyOf(name)) ?? null;
  }

  has(name: unknown): boolean {
    return this.#values.has(keyOf(name));
  }

  forEach(fn: (value: string, key: string, parent: GuestHeaders) => void): void {
    for (const [name, value] of this.#sorted()) fn(value, name, this);
  }

  entries(): IterableIterator<[string, string]> {
    return this.#sorted()[Symbol.iterator]();
  }

  keys(): IterableIterator<string> {
    return this.#sorted().map(([name]) => name)[Symbol.iterator]();
  }

  values(): IterableIterator<string> {
    return this.#sorted().map(([, value]) => value)[Symbol.iterator]();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  #sorted(): [string, string][] {
    return [...this.#values].sort(([a], [b]) => compareUtf8(a, b));
  }

  #writable(name: unknown): string {
    if (this.#isImmutable) throw new TypeError("The headers of a reply cannot be changed");
    return keyOf(name);
  }
}

function* pairsOf(init: unknown): Iterable<readonly [unknown, unknown]> {
  if (init === undefined || init === null) return;
  if (typeof init !== "object") throw new TypeError("Headers are made from a record or from pairs");
  if (Symbol.iterator in init) {
    for (const pair of init as Pairs) {
      if (pair.length !== 2) throw new TypeError("A header is a pair of name and value");
      yield [pair[0], pair[1]];
    }
  } else yield* Object.entries(init);
}

function keyOf(name: unknown): string {
  const text = `${name}`;
  if (!NAME.test(text)) throw new TypeError("The name of a header has a character that none has");
  return text.toLowerCase();
}

function valueOf(value: unknown): string {
  const text = `${value}`.trim();
  if (REFUSED_IN_VALUE.test(text)) throw new TypeError("The value of a header has a line break");
  return text;
}
