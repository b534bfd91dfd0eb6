/** Strict deep equality, as `node:assert/strict` decides it of the values that tests compare. */

/** Whether `expected` has to say everything of `actual`, or part of it. */
export type Extent = "whole" | "part";

/** True when the values have equal prototypes, own enumerable keys and contents. */
export function isDeepEqual(actual: unknown, expected: unknown, extent: Extent = "whole"): boolean {
  return equal(actual, expected, extent, new Map());
}

type Seen = Map<object, object>;

function equal(actual: unknown, expected: unknown, extent: Extent, seen: Seen): boolean {
  if (Object.is(actual, expected)) return true;
  if (!isObject(actual) || !isObject(expected)) return false;
  if (typeof actual === "function" || typeof expected === "function") return false;
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false;
  if (seen.get(actual) === expected) return true;
  seen.set(actual, expected);
  return sameInside(actual, expected, extent, seen) && sameKeys(actual, expected, extent, seen);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What an object holds beside its properties. */
function sameInside(actual: object, expected: object, extent: Extent, seen: Seen): boolean {
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual)) return actual.length === (expected as unknown[]).length;
  if (actual instanceof Map) {
    return expected instanceof Map && samePairs([...actual], [...expected], extent, seen);
  }
  if (actual instanceof Set) {
    return expected instanceof Set && samePairs([...actual], [...expected], extent, seen);
  }
  if (actual instanceof Error) {
    return expected instanceof Error && actual.name === expected.name &&
      actual.message === expected.message && equal(actual.cause, expected.cause, extent, seen);
  }
  if (actual instanceof Date) return expected instanceof Date && Object.is(+actual, +expected);
  if (actual instanceof RegExp) return String(actual) === String(expected);
  return true;
}

/** Members in any order. */
function samePairs(
  actual: readonly unknown[],
  expected: readonly unknown[],
  extent: Extent,
  seen: Seen,
): boolean {
  if (extent === "whole" && actual.length !== expected.length) return false;
  const left = [...actual];
  for (const each of expected) {
    const at = left.findIndex((other) => equal(other, each, extent, new Map(seen)));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

function sameKeys(actual: object, expected: object, extent: Extent, seen: Seen): boolean {
  const keys = enumerableKeys(expected);
  if (extent === "whole" && enumerableKeys(actual).length !== keys.length) return false;
  return keys.every((key) =>
    Object.prototype.propertyIsEnumerable.call(actual, key) &&
    equal(Reflect.get(actual, key), Reflect.get(expected, key), extent, seen)
  );
}

function enumerableKeys(value: object): PropertyKey[] {
  return Reflect.ownKeys(value).filter((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key)
  );
}
