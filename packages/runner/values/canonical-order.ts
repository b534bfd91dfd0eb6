/**
 * The one order of keys: that of the codec. Documents hold records in this order from the moment
 * they are written, so that code sees the same order in this process and in one that resumes it.
 *
 * Array indexes come first and ascending in every ordinary object, whatever order they were put in;
 * only the other keys have an order of their own.
 */
import { arrayIndex, compareUtf8 } from "@commonfabric/canonical";
import { isMutableLeaf, putMember } from "./leaves.ts";

/** What trees in another order became; schemas, for example, are written again and again. */
const reordered = new WeakMap<object, object>();

/** `node` with the keys of all its records in canonical order; the same node if they are. */
export function inCanonicalOrder(node: unknown): unknown {
  if (typeof node !== "object" || node === null || isMutableLeaf(node)) return node;
  return Array.isArray(node) ? orderElements(node) : orderMembers(node);
}

/** Whether the own keys of a record stand in canonical order; what is below them is not looked at. */
export function hasOrderedKeys(record: object): boolean {
  let previous: string | undefined;
  for (const key of Object.keys(record)) {
    if (startsWithDigit(key) && arrayIndex(key) !== undefined) continue;
    if (previous !== undefined && compareUtf8(previous, key) > 0) return false;
    previous = key;
  }
  return true;
}

/** A fresh record with the members of `record` in canonical order, not frozen. */
export function withOrderedKeys(record: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(record).sort(compareUtf8)) putMember(copy, key, own(record, key));
  return copy;
}

function orderMembers(record: object): object {
  let copy: Record<string, unknown> | undefined;
  if (!hasOrderedKeys(record)) {
    const known = reordered.get(record);
    if (known !== undefined) return known;
    copy = withOrderedKeys(record);
  }
  for (const key of Object.keys(record)) {
    const before = own(record, key);
    const after = inCanonicalOrder(before);
    if (after === before) continue;
    if (copy === undefined) {
      const known = reordered.get(record);
      if (known !== undefined) return known;
      copy = withOrderedKeys(record);
    }
    putMember(copy, key, after);
  }
  return copy === undefined ? record : remember(record, copy);
}

function orderElements(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const key of Object.keys(list)) {
    const index = Number(key);
    const after = inCanonicalOrder(list[index]);
    if (after === list[index]) continue;
    if (copy === undefined) {
      const known = reordered.get(list);
      if (known !== undefined) return known as readonly unknown[];
      copy = list.slice();
    }
    copy[index] = after;
  }
  return copy === undefined ? list : remember(list, copy);
}

function remember<T extends object>(node: object, ordered: T): T {
  reordered.set(node, Object.freeze(ordered));
  return ordered;
}

/** Most keys are names: they need no closer look. */
function startsWithDigit(key: string): boolean {
  const unit = key.charCodeAt(0);
  return unit >= 0x30 && unit <= 0x39;
}

function own(record: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(record, key)?.value;
}
