/**
 * Copies plain data that pattern code made, by descriptors: no getter, iterator or conversion of
 * the value runs. Leaves that are not data go to `leaf`, which answers with their replacement.
 */
import { LIMITS } from "@commonfabric/contract";
import { isHostProxy } from "../exotic-powers.ts";
import { copyMutableLeaf, isGenuineLeaf } from "../values/leaves.ts";
import { UnbindableValueError } from "./errors.ts";

/** `undefined` from `leaf` means: no leaf of its kind. */
export type LeafCopier = (
  value: object,
  path: readonly string[],
) => { readonly copy: unknown } | undefined;

/**
 * A deep-frozen copy of `value`; objects get the ordinary prototype and members that are
 * `undefined` are left out.
 * @throws {UnbindableValueError} with the path, for anything that is neither data nor a leaf.
 */
export function copyTree(value: unknown, leaf: LeafCopier): unknown {
  return copyAt(value, [], new Set(), leaf);
}

function copyAt(
  value: unknown,
  path: string[],
  ancestors: Set<object>,
  leaf: LeafCopier,
): unknown {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    if (typeof value === "symbol") throw new UnbindableValueError(path, "a symbol");
    return value;
  }
  const special = leaf(value, path);
  if (special !== undefined) return special.copy;
  if (typeof value === "function") throw new UnbindableValueError(path, "a function");
  if (isHostProxy(value)) throw new UnbindableValueError(path, "a proxy");
  if (ancestors.has(value)) throw new UnbindableValueError(path, "a cycle");
  if (path.length > LIMITS.valueDepth) throw new UnbindableValueError(path, "nested too deeply");
  const isArray = Array.isArray(value);
  if (isArray && Reflect.getPrototypeOf(value) !== Array.prototype) {
    throw new UnbindableValueError(path, "an instance of a class of lists");
  }
  if (!isArray && !isPlain(value)) {
    const bytesOrDate = copyLeafType(value);
    if (bytesOrDate !== undefined) return bytesOrDate;
    throw new UnbindableValueError(path, "an instance of a class");
  }
  ancestors.add(value);
  const copy: Record<string, unknown> | unknown[] = isArray ? [] : {};
  if (isArray) copy.length = (value as unknown[]).length;
  for (const key of Reflect.ownKeys(value)) {
    if (isArray && key === "length") continue;
    if (typeof key === "symbol") throw new UnbindableValueError(path, `keyed by ${String(key)}`);
    path.push(key);
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined || !("value" in descriptor)) {
      throw new UnbindableValueError(path, "an accessor");
    }
    const member = copyAt(descriptor.value, path, ancestors, leaf);
    path.pop();
    if (member === undefined && !isArray) continue;
    Object.defineProperty(copy, key, { value: member, enumerable: true });
  }
  ancestors.delete(value);
  return Object.freeze(copy);
}

/** Guests of another compartment share the intrinsics; a foreign realm's objects are refused. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function copyLeafType(value: object): Date | Uint8Array | undefined {
  return isGenuineLeaf(value) ? copyMutableLeaf(value as Date) : undefined;
}
