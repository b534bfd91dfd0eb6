/** Equality of data values and of bytes. */
import { dateTime, isDate } from "./dates.ts";

/**
 * Whether two data values are the same data: equal canonical bytes, without making them.
 * Values that are not data are equal to nothing but themselves.
 */
export function canonicalEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isDate(a) || isDate(b)) {
    return isDate(a) && isDate(b) && Object.is(dateTime(a), dateTime(b));
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && bytesEqual(a, b);
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const prototypesMatch = Array.isArray(a) || (isPlain(a) && isPlain(b));
  if (!prototypesMatch) return false;
  const aKeys = Object.keys(a);
  if (aKeys.length !== Object.keys(b).length) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return aKeys.every((key) =>
    Object.hasOwn(b, key) && canonicalEqual(valueAt(a, key), valueAt(b, key))
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function valueAt(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Whether two byte arrays have equal contents. Not constant-time. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
