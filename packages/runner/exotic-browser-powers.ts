/**
 * What a page can tell of a value: pages take this file for `exotic-powers.ts`. Slots show by methods
 * of the language that only work on them, or by what cannot be cloned; that an object is a proxy
 * nothing shows.
 */

const clone = structuredClone;
const { isError } = Error;

type Method = (this: unknown, ...args: never[]) => unknown;

function getter(prototype: object, key: PropertyKey): Method {
  return Reflect.getOwnPropertyDescriptor(prototype, key)!.get!;
}

const READERS: readonly (readonly [what: string, reads: Method])[] = [
  ["a boxed primitive", BigInt.prototype.valueOf],
  ["a boxed primitive", Boolean.prototype.valueOf],
  ["a boxed primitive", Number.prototype.valueOf],
  ["a boxed primitive", String.prototype.valueOf],
  ["a boxed primitive", Symbol.prototype.valueOf],
  ["a buffer", getter(ArrayBuffer.prototype, "byteLength")],
  ["a Date", Date.prototype.getTime],
  ["a Map", getter(Map.prototype, "size")],
  ["a Set", getter(Set.prototype, "size")],
  ["a weak collection", WeakMap.prototype.has],
  ["a weak collection", WeakSet.prototype.has],
];

/** Always false: no page tells, and only the host itself makes proxies. */
export function isHostProxy(_value: object): boolean {
  return false;
}

/**
 * What `value`, which has no own keys, is, whatever its prototype claims; `undefined` for an ordinary
 * object. Cloning an object without keys runs none of its code.
 */
export function slotsOf(value: object): string | undefined {
  if (ArrayBuffer.isView(value)) return "a view of a buffer";
  if (isError(value)) return "an Error";
  const read = READERS.find(([, reads]) => canRead(reads, value))?.[0];
  return read ?? (canClone(value) ? undefined : "an object of the platform");
}

/** False for promises, generators, iterators and whatever else holds more than properties. */
function canClone(value: object): boolean {
  try {
    clone(value);
    return true;
  } catch {
    return false;
  }
}

function canRead(reads: Method, value: object): boolean {
  try {
    Reflect.apply(reads, value, [value]);
    return true;
  } catch {
    return false;
  }
}
