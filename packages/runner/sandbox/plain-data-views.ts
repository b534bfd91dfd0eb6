/**
 * Read-only views of `Map` and `Set` in module data. A view has no internal slot of either, so the
 * mutators of their prototypes refuse it; entries are copies.
 */
import { hardenAtLockdown } from "./harden-at-lockdown.ts";

const maps = new WeakMap<object, Map<unknown, unknown>>();
const sets = new WeakMap<object, Set<unknown>>();

/** A frozen view of `entries`; the caller may fill the map until the module data is complete. */
export function mapView(entries: Map<unknown, unknown>): object {
  return view(maps, mapPrototype, entries);
}

/** A frozen view of `members`; the caller may fill the set until the module data is complete. */
export function setView(members: Set<unknown>): object {
  return view(sets, setPrototype, members);
}

function view<T>(table: WeakMap<object, T>, prototype: object, content: T): object {
  const made = Object.freeze(Object.create(prototype) as object);
  table.set(made, content);
  return made;
}

function contentOf<T>(table: WeakMap<object, T>, receiver: unknown, what: string): T {
  const content = table.get(receiver as object);
  if (content === undefined) throw new TypeError(`Receiver is not a read-only ${what}`);
  return content;
}

const mapOf = (receiver: unknown) => contentOf(maps, receiver, "Map");
const setOf = (receiver: unknown) => contentOf(sets, receiver, "Set");

const mapPrototype = hardenAtLockdown({
  get(this: unknown, key: unknown): unknown {
    return mapOf(this).get(key);
  },
  has(this: unknown, key: unknown): boolean {
    return mapOf(this).has(key);
  },
  get size(): number {
    return mapOf(this).size;
  },
  forEach(this: unknown, fn: (...args: unknown[]) => void, thisArg?: unknown): void {
    mapOf(this).forEach((value, key) => Reflect.apply(fn, thisArg, [value, key, this]));
  },
  entries(this: unknown): Iterator<[unknown, unknown]> {
    return mapOf(this).entries();
  },
  keys(this: unknown): Iterator<unknown> {
    return mapOf(this).keys();
  },
  values(this: unknown): Iterator<unknown> {
    return mapOf(this).values();
  },
  [Symbol.iterator](this: unknown): Iterator<[unknown, unknown]> {
    return mapOf(this).entries();
  },
  get [Symbol.toStringTag](): string {
    return "Map";
  },
});

const setPrototype = hardenAtLockdown({
  has(this: unknown, value: unknown): boolean {
    return setOf(this).has(value);
  },
  get size(): number {
    return setOf(this).size;
  },
  forEach(this: unknown, fn: (...args: unknown[]) => void, thisArg?: unknown): void {
    setOf(this).forEach((value) => Reflect.apply(fn, thisArg, [value, value, this]));
  },
  entries(this: unknown): Iterator<[unknown, unknown]> {
    return setOf(this).entries();
  },
  keys(this: unknown): Iterator<unknown> {
    return setOf(this).keys();
  },
  values(this: unknown): Iterator<unknown> {
    return setOf(this).values();
  },
  [Symbol.iterator](this: unknown): Iterator<unknown> {
    return setOf(this).values();
  },
  get [Symbol.toStringTag](): string {
    return "Set";
  },
});
