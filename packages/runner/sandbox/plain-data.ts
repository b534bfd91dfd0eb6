/**
 * `__cf_data` and `schema`: a deep-frozen copy of plain data. Inspects descriptors, never runs a
 * getter, and inspects each object once, so that the copy is of one snapshot. Iterative.
 *
 *   take(value)  decides, makes an empty copy, queues its filling
 *   fill()       copies the members of a container, taking each
 *   freeze       all copies at the end, when cycles are closed
 */
import { LIMITS } from "@commonfabric/contract";
import { isTrustedArtifact } from "../engine/provenance.ts";
import { isHostProxy, slotsOf } from "../exotic-powers.ts";
import { isModuleNamespace } from "./namespace.ts";
import { keySegment, type PathNode, pathText, PlainDataError } from "./plain-data-error.ts";
import { mapView, setView } from "./plain-data-views.ts";
import { defineMember } from "../values/leaves.ts";

const remembered = new WeakSet<object>();

/** True for an object that `freezePlainData` returned, or that is part of one. */
export function isPlainData(value: object): boolean {
  return remembered.has(value);
}

/**
 * A deep-frozen copy of `value`; a value that an earlier call returned is returned as it is.
 * @throws {PlainDataError} with the path of the first member that is not plain data
 */
export function freezePlainData<T>(value: T): T {
  if (typeof value === "object" && value !== null && remembered.has(value)) return value;
  return new Freezer().freeze(value) as T;
}

const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const objectTag = Object.prototype.toString;
const regExpSource = getOwnPropertyDescriptor(RegExp.prototype, "source")!.get!;
const regExpFlags = getOwnPropertyDescriptor(RegExp.prototype, "flags")!.get!;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

class Freezer {
  readonly #copies = new Map<object, object>();
  /** Copies the members of one container each. */
  readonly #queue: (() => void)[] = [];
  readonly #unfrozen: object[] = [];
  #nodes = 0;

  freeze(value: unknown): unknown {
    const copy = this.#take(value, undefined, 0);
    // Depth first: a stack keeps the queue short for deep data and the order does not matter.
    for (let fill = this.#queue.pop(); fill !== undefined; fill = this.#queue.pop()) fill();
    for (const made of this.#unfrozen) remembered.add(Object.freeze(made));
    return copy;
  }

  /** The copy of a member. Scalars are most of large data: no path is made for them. */
  #takeMember(
    key: PropertyKey,
    value: unknown,
    path: PathNode | undefined,
    inArray: boolean,
    depth: number,
  ): unknown {
    if (isScalar(value)) {
      this.#count(path);
      return value;
    }
    return this.#take(value, { parent: path, segment: keySegment(key, inArray) }, depth);
  }

  #count(path: PathNode | undefined): void {
    if (++this.#nodes <= LIMITS.plainDataNodes) return;
    throw refuse(path, `exceeds ${LIMITS.plainDataNodes} values`);
  }

  /** The copy of one value. `depth` counts the containers around it. */
  #take(value: unknown, path: PathNode | undefined, depth: number): unknown {
    this.#count(path);
    if (typeof value === "function") throw refuse(path, "is a function");
    if (typeof value === "symbol") throw refuse(path, "is a symbol");
    if (typeof value !== "object" || value === null) return value;
    if (remembered.has(value)) return value;
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    if (depth >= LIMITS.plainDataDepth) {
      throw refuse(path, `is nested deeper than ${LIMITS.plainDataDepth} levels`);
    }
    if (isHostProxy(value)) throw refuse(path, "is a proxy");
    try {
      return this.#container(value, path, depth + 1);
    } catch (error) {
      if (error instanceof PlainDataError) throw error;
      throw refuse(path, "cannot be inspected");
    }
  }

  #container(value: object, path: PathNode | undefined, depth: number): object {
    if (isTrustedArtifact(value)) throw refuse(path, "is a builder artifact");
    if (isModuleNamespace(value)) throw refuse(path, "is a module namespace");
    const prototype = getPrototypeOf(value);
    if (Array.isArray(value)) {
      if (prototype !== Array.prototype) throw refuse(path, "is an instance of a class");
      const copy: unknown[] = [];
      return this.#queueMembers(value, copy, path, depth);
    }
    if (prototype === Object.prototype || prototype === null) {
      const tag = ordinaryTag(value, prototype, path);
      if (tag !== "[object Object]") throw refuse(path, `is ${tag.slice(8, -1)}, not plain data`);
      const slots = ownKeys(value).length === 0 ? slotsOf(value) : undefined;
      if (slots !== undefined) throw refuse(path, `is ${slots}, not plain data`);
      return this.#queueMembers(value, {}, path, depth);
    }
    if (prototype === Map.prototype) return this.#map(value, path, depth);
    if (prototype === Set.prototype) return this.#set(value, path, depth);
    if (prototype === RegExp.prototype) return this.#regExp(value, path);
    throw refuse(path, "is an instance of a class");
  }

  #queueMembers(
    original: object,
    copy: object,
    path: PathNode | undefined,
    depth: number,
  ): object {
    const inArray = Array.isArray(copy);
    const members = snapshot(original, path, inArray);
    this.#remember(original, copy);
    this.#queue.push(() => {
      for (const [key, value] of members) {
        const taken = this.#takeMember(key, value, path, inArray, depth);
        if (inArray && key === "length") (copy as unknown[]).length = taken as number;
        else if (key in copy) defineMember(copy, key, taken);
        else (copy as Record<PropertyKey, unknown>)[key] = taken;
      }
    });
    return copy;
  }

  #map(original: object, path: PathNode | undefined, depth: number): object {
    noOwnKeys(original, path);
    const entries = [...apply(mapEntries, original, []) as Iterable<[unknown, unknown]>];
    const content = new Map<unknown, unknown>();
    const copy = mapView(content);
    this.#remember(original, copy);
    this.#queue.push(() => {
      entries.forEach(([key, value], index) => {
        const takenKey = this.#take(key, { parent: path, segment: `<map-key:${index}>` }, depth);
        content.set(
          takenKey,
          this.#take(value, { parent: path, segment: `<map-value:${index}>` }, depth),
        );
      });
    });
    return copy;
  }

  #set(original: object, path: PathNode | undefined, depth: number): object {
    noOwnKeys(original, path);
    const members = [...apply(setValues, original, []) as Iterable<unknown>];
    const content = new Set<unknown>();
    const copy = setView(content);
    this.#remember(original, copy);
    this.#queue.push(() => {
      members.forEach((value, index) =>
        content.add(this.#take(value, { parent: path, segment: `<set-value:${index}>` }, depth))
      );
    });
    return copy;
  }

  #regExp(original: object, path: PathNode | undefined): object {
    const keys = ownKeys(original);
    if (keys.length !== 1 || keys[0] !== "lastIndex") {
      throw refuse(path, "is a regular expression with own properties");
    }
    const flags = apply(regExpFlags, original, []) as string;
    if (/[gy]/.test(flags)) {
      throw refuse(path, "is a regular expression with the flag g or y, which keeps state");
    }
    const copy = new RegExp(apply(regExpSource, original, []) as string, flags);
    this.#remember(original, copy);
    return copy;
  }

  #remember(original: object, copy: object): void {
    this.#copies.set(original, copy);
    this.#unfrozen.push(copy);
  }
}

function isScalar(value: unknown): boolean {
  return value === null ||
    (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol");
}

/** Own keys with their values, read once. @throws {PlainDataError} for accessors and odd keys */
function snapshot(
  original: object,
  path: PathNode | undefined,
  inArray: boolean,
): [PropertyKey, unknown][] {
  const members: [PropertyKey, unknown][] = [];
  for (const key of ownKeys(original)) {
    if (typeof key === "symbol" && Symbol.keyFor(key) === undefined) {
      throw refuse(path, "has a key that is a symbol without registration");
    }
    const descriptor = getOwnPropertyDescriptor(original, key);
    const isLength = inArray && key === "length";
    const fault = descriptor === undefined
      ? "changed while it was inspected"
      : !("value" in descriptor)
      ? "is an accessor"
      : !descriptor.enumerable && !isLength
      ? "is not enumerable"
      : undefined;
    if (descriptor === undefined || fault !== undefined) {
      throw refuse({ parent: path, segment: keySegment(key, inArray) }, fault!);
    }
    if (!isLength || descriptor.value !== 0) members.push([key, descriptor.value]);
  }
  return members;
}

/** Finds arguments objects, errors, dates and boxed primitives under an ordinary prototype. */
function ordinaryTag(
  value: object,
  prototype: object | null,
  path: PathNode | undefined,
): string {
  if (getOwnPropertyDescriptor(value, Symbol.toStringTag) !== undefined) {
    throw refuse(path, "has a key that is a symbol without registration");
  }
  // With these two prototypes nothing of the guest is read: neither has a tag.
  return prototype === null || prototype === Object.prototype
    ? apply(objectTag, value, []) as string
    : "[object Unknown]";
}

function noOwnKeys(value: object, path: PathNode | undefined): void {
  if (ownKeys(value).length > 0) throw refuse(path, "has own properties beside its entries");
}

function refuse(path: PathNode | undefined, reason: string): PlainDataError {
  return new PlainDataError(pathText(path), reason);
}
