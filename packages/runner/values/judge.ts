/**
 * Reads foreign values by descriptor, so that no getter, iterator or conversion of theirs ever runs,
 * and says what makes a value unstorable.
 */
import { arrayIndex, unpairedSurrogateOffset, utf8Length } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { isHostProxy, slotsOf } from "../exotic-powers.ts";
import { isGenuineLeaf } from "./leaves.ts";
import { UnstorableValueError, ValueTooLargeError } from "./errors.ts";

/** @throws {UnstorableValueError} for text with a lone surrogate @throws {ValueTooLargeError} */
export function checkText(text: string, path: readonly string[]): string {
  if (unpairedSurrogateOffset(text) >= 0) {
    throw new UnstorableValueError(path, "text with an unpaired surrogate");
  }
  if (text.length * 3 > LIMITS.stringBytes && utf8Length(text) > LIMITS.stringBytes) {
    throw new ValueTooLargeError(path, "the text", LIMITS.stringBytes);
  }
  return text;
}

/** What kind of storable object `value` is. @throws {UnstorableValueError} for every other one */
export function judgeObject(value: object, path: readonly string[]): "array" | "record" | "leaf" {
  if (isHostProxy(value)) throw new UnstorableValueError(path, "a proxy");
  const prototype: object | null = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype === Array.prototype) return "array";
    throw new UnstorableValueError(path, "an instance of a class of lists");
  }
  if (prototype === null || prototype === Object.prototype) return "record";
  if (isHostProxy(prototype)) throw new UnstorableValueError(path, "an object under a proxy");
  if (isGenuineLeaf(value) && !Object.hasOwn(value, "constructor")) return "leaf";
  throw new UnstorableValueError(path, `an instance of ${className(prototype)}`);
}

function className(prototype: object): string {
  const constructor = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (typeof constructor !== "function") return "a class";
  const name = Object.getOwnPropertyDescriptor(constructor, "name")?.value;
  return typeof name === "string" && name !== "" ? name.slice(0, 64) : "a class";
}

/** Calls `visit` with each own member in own order. @throws {UnstorableValueError} */
export function eachMember(
  value: object,
  path: readonly string[],
  visit: (key: string, member: unknown) => void,
): void {
  const keys = Reflect.ownKeys(value);
  // What keeps its content elsewhere than in members would be stored as an empty record.
  const slots = keys.length === 0 ? slotsOf(value) : undefined;
  if (slots !== undefined) throw new UnstorableValueError(path, slots);
  for (const key of keys) {
    if (typeof key === "symbol") throw new UnstorableValueError(path, "keyed by a symbol");
    visit(checkText(key, path), memberValue(value, key, path));
  }
}

/** Calls `visit` with each own element; holes are passed over. @throws {UnstorableValueError} */
export function eachElement(
  value: readonly unknown[],
  path: readonly string[],
  visit: (index: number, element: unknown) => void,
): void {
  for (const key of Reflect.ownKeys(value)) {
    if (key === "length") continue;
    const index = typeof key === "string" ? arrayIndex(key) : undefined;
    if (index === undefined) throw new UnstorableValueError(path, "an array with named members");
    visit(index, memberValue(value, String(index), path));
  }
}

function memberValue(value: object, key: string, path: readonly string[]): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined || !("value" in descriptor)) {
    throw new UnstorableValueError([...path, key], "an accessor");
  }
  if (!descriptor.enumerable) throw new UnstorableValueError([...path, key], "not enumerable");
  return descriptor.value;
}
