/** The part of `node:assert/strict` that the tests use which run in a page. */
import { isDeepEqual } from "./deep-equal.ts";

/** The error of every assertion. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** A class, a pattern for the text of the error, a check that gives true, or expected properties. */
type Expected = unknown;

function assert(value: unknown, message?: string): asserts value {
  if (!value) fail(message ?? `${shown(value)} is not truthy`);
}

function fail(message = "Failed"): never {
  throw new AssertionError(message);
}

function check(holds: boolean, message: unknown, otherwise: () => string): void {
  if (message instanceof Error && !holds) throw message;
  if (!holds) fail(message === undefined ? otherwise() : `${message}: ${otherwise()}`);
}

function equal(actual: unknown, expected: unknown, message?: unknown): void {
  check(Object.is(actual, expected), message, () => `${shown(actual)} is not ${shown(expected)}`);
}

function notEqual(actual: unknown, expected: unknown, message?: unknown): void {
  check(!Object.is(actual, expected), message, () => `both are ${shown(actual)}`);
}

function deepEqual(actual: unknown, expected: unknown, message?: unknown): void {
  const text = () => `${shown(actual)} does not equal ${shown(expected)}`;
  check(isDeepEqual(actual, expected), message, text);
}

function notDeepEqual(actual: unknown, expected: unknown, message?: unknown): void {
  check(!isDeepEqual(actual, expected), message, () => `both are ${shown(actual)}`);
}

function partialDeepStrictEqual(actual: unknown, expected: unknown, message?: unknown): void {
  const text = () => `${shown(actual)} has not all of ${shown(expected)}`;
  check(isDeepEqual(actual, expected, "part"), message, text);
}

function match(text: string, pattern: RegExp, message?: unknown): void {
  check(matches(text, pattern), message, () => `${shown(text)} does not match ${pattern}`);
}

function doesNotMatch(text: string, pattern: RegExp, message?: unknown): void {
  check(!matches(text, pattern), message, () => `${shown(text)} matches ${pattern}`);
}

function throws(fn: () => unknown, expected?: Expected, message?: unknown): void {
  let thrown: { error: unknown } | undefined;
  try {
    fn();
  } catch (error) {
    thrown = { error };
  }
  expectThrown(thrown, expected, message);
}

async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  expected?: Expected,
  message?: unknown,
): Promise<void> {
  let thrown: { error: unknown } | undefined;
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    thrown = { error };
  }
  expectThrown(thrown, expected, message);
}

function expectThrown(
  thrown: { error: unknown } | undefined,
  expected: Expected,
  message: unknown,
): void {
  const text = typeof expected === "string" ? expected : message;
  if (thrown === undefined) return check(false, text, () => "nothing was thrown");
  if (expected === undefined || typeof expected === "string") return;
  const { error } = thrown;
  check(isExpected(error, expected), text, () => `unexpected error: ${shown(error)}`);
}

function isExpected(error: unknown, expected: Expected): boolean {
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected !== "function") return hasProperties(error, expected as object);
  if (expected.prototype !== undefined && error instanceof expected) return true;
  if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [error]) === true;
}

function hasProperties(error: unknown, expected: object): boolean {
  if (typeof error !== "object" || error === null) return false;
  const keys: PropertyKey[] = Reflect.ownKeys(expected);
  if (expected instanceof Error) keys.push("name", "message");
  return keys.every((key) => {
    const [actual, wanted] = [Reflect.get(error, key), Reflect.get(expected, key)];
    return wanted instanceof RegExp && typeof actual === "string"
      ? wanted.test(actual)
      : isDeepEqual(actual, wanted);
  });
}

function matches(text: unknown, pattern: RegExp): boolean {
  return typeof text === "string" && pattern.test(text);
}

const SHOWN_LENGTH = 2_000;

/** A value as text for a report. */
function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "string") return JSON.stringify(value).slice(0, SHOWN_LENGTH);
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(
      value,
      (_key, member) =>
        typeof member === "bigint" || typeof member === "symbol" || typeof member === "function"
          ? String(member)
          : member,
    ).slice(0, SHOWN_LENGTH);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

interface Members {
  readonly deepEqual: typeof deepEqual;
  readonly deepStrictEqual: typeof deepEqual;
  readonly doesNotMatch: typeof doesNotMatch;
  readonly equal: typeof equal;
  readonly fail: typeof fail;
  readonly match: typeof match;
  readonly notDeepEqual: typeof notDeepEqual;
  readonly notEqual: typeof notEqual;
  readonly ok: typeof assert;
  readonly partialDeepStrictEqual: typeof partialDeepStrictEqual;
  readonly rejects: typeof rejects;
  readonly throws: typeof throws;
}

const strict: typeof assert & Members = Object.assign(assert, {
  deepEqual,
  deepStrictEqual: deepEqual,
  doesNotMatch,
  equal,
  fail,
  match,
  notDeepEqual,
  notEqual,
  ok: assert,
  partialDeepStrictEqual,
  rejects,
  throws,
});

export default strict;
