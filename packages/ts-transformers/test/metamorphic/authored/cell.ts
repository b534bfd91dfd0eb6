/** Cells under plain meaning: a box and a path into it. */
import { isObject } from "./plain.ts";

/** What all cells of a program share: a count of the writes. */
export interface Clock {
  writes: number;
}

export class PlainCell {
  constructor(
    readonly clock: Clock,
    readonly box: { value: unknown },
    readonly path: readonly (string | number)[] = [],
  ) {}

  get(): unknown {
    return this.path.reduce<unknown>(
      (value, key) => isObject(value) ? (value as Record<string, unknown>)[key] : undefined,
      this.box.value,
    );
  }

  sample(): unknown {
    return this.get();
  }

  set(value: unknown): void {
    // A write of what is there causes nothing.
    if (Object.is(value, this.get())) return;
    this.clock.writes++;
    const [last] = this.path.slice(-1);
    if (last === undefined) {
      this.box.value = value;
      return;
    }
    const parent = new PlainCell(this.clock, this.box, this.path.slice(0, -1)).get();
    if (isObject(parent)) (parent as Record<string, unknown>)[last] = value;
  }

  send(value: unknown): void {
    this.set(value);
  }

  update(partial: Record<string, unknown>): void {
    this.set({ ...(this.get() as object), ...partial });
  }

  push(...values: unknown[]): void {
    this.set([...this.#list(), ...values]);
  }

  addUnique(...values: unknown[]): void {
    for (const value of values) {
      if (!this.#list().some((one) => Object.is(one, value))) this.push(value);
    }
  }

  increment(by: number = 1): void {
    const value = this.get();
    this.set((typeof value === "number" ? value : 0) + by);
  }

  remove(one: unknown): void {
    const at = this.#list().findIndex((element) => Object.is(element, one));
    if (at >= 0) this.set(this.#list().filter((_, index) => index !== at));
  }

  removeByValue(one: unknown): void {
    this.remove(one);
  }

  removeAll(one: unknown): void {
    this.set(this.#list().filter((element) => !Object.is(element, one)));
  }

  key(...path: (string | number)[]): PlainCell {
    return new PlainCell(this.clock, this.box, [...this.path, ...path]);
  }

  equals(other: unknown): boolean {
    return isSame(this, other);
  }

  for(): this {
    return this;
  }

  map(fn: (element: unknown, index: number, array: unknown) => unknown): unknown {
    return this.#list().map(fn);
  }

  filter(fn: (element: unknown, index: number, array: unknown) => unknown): unknown {
    return this.#list().filter(fn);
  }

  flatMap(fn: (element: unknown, index: number, array: unknown) => unknown): unknown {
    return this.#list().flatMap(fn);
  }

  reduce(fn: (sum: unknown, one: unknown, index: number) => unknown, first: unknown): unknown {
    return this.#list().reduce(fn, first);
  }

  findIndex(fn: (one: unknown, index: number) => boolean): number {
    return this.#list().findIndex(fn);
  }

  #list(): unknown[] {
    const value = this.get();
    return Array.isArray(value) ? value : [];
  }
}

/** Cells by their place, everything else by identity. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof PlainCell && b instanceof PlainCell) {
    return a.box === b.box && a.path.join("/") === b.path.join("/");
  }
  return Object.is(a, b);
}

/** The content of a cell, or the value itself. */
export function contentOf(value: unknown): unknown {
  return value instanceof PlainCell ? contentOf(value.get()) : value;
}
