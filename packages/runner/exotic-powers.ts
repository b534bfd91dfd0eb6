/**
 * Asks the platform what the language cannot tell without running code of a value: whether it is a
 * proxy, and whether it holds something in slots that its properties do not show.
 */
import {
  isAnyArrayBuffer,
  isArgumentsObject,
  isBoxedPrimitive,
  isDate,
  isGeneratorObject,
  isMap,
  isMapIterator,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  isSetIterator,
  isWeakMap,
  isWeakSet,
} from "node:util/types";

const SLOTS: readonly (readonly [what: string, has: (value: object) => boolean])[] = [
  ["an arguments object", isArgumentsObject],
  ["a boxed primitive", isBoxedPrimitive],
  ["a buffer", isAnyArrayBuffer],
  ["a Date", isDate],
  ["an Error", isNativeError],
  ["a generator", isGeneratorObject],
  ["an iterator", (value) => isMapIterator(value) || isSetIterator(value)],
  ["a Map", isMap],
  ["a Promise", isPromise],
  ["a RegExp", isRegExp],
  ["a Set", isSet],
  ["a view of a buffer", ArrayBuffer.isView],
  ["a weak collection", (value) => isWeakMap(value) || isWeakSet(value)],
];

/** True for a proxy, a revoked one included. Guests cannot make one; no trap runs. */
export function isHostProxy(value: object): boolean {
  return isProxy(value);
}

/** What `value` is, whatever its prototype claims; `undefined` for an ordinary object. */
export function slotsOf(value: object): string | undefined {
  return SLOTS.find(([, has]) => has(value))?.[0];
}
