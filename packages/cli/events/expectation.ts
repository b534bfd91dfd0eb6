/** Equality of expectations: deep, by `Object.is` for numbers, without symbol keys and undefined members. */

/** Whether `actual` is what `expected` says. */
export function meetsExpectation(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object") return false;
  if (actual === null || expected === null) return false;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual) && actual.length !== (expected as unknown[]).length) return false;
  if (actual instanceof Date || expected instanceof Date) {
    return actual instanceof Date && expected instanceof Date &&
      Object.is(actual.getTime(), expected.getTime());
  }
  const actualMembers = definedMembers(actual);
  const expectedMembers = definedMembers(expected);
  return actualMembers.size === expectedMembers.size &&
    [...actualMembers].every(([key, value]) =>
      expectedMembers.has(key) && meetsExpectation(value, expectedMembers.get(key))
    );
}

function definedMembers(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
