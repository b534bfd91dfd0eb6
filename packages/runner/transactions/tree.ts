/**
 * Immutable value trees: reading at a path, replacing at a path, comparing at a depth, and sharing
 * what two versions have in common. Nodes are frozen and never changed, so that an unchanged node
 * is the same object in every version; everything that compares versions relies on it. Keys stand in
 * canonical order in every version.
 */
import { arrayIndex, canonicalEqual } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import { isLink } from "../links/sigil.ts";
import type { ReadDepth } from "../types.ts";
import { hasOrderedKeys, withOrderedKeys } from "../values/canonical-order.ts";
import { showPath } from "../values/errors.ts";
import { isMutableLeaf, putMember } from "../values/leaves.ts";

/**
 * The own member of a stored container, or `undefined`. Lists and texts have a length to whoever
 * reads: where no type says what a value is, its path is all that the compiler knows.
 */
export function memberOf(node: unknown, key: string): unknown {
  if (typeof node === "string") return key === "length" ? node.length : undefined;
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as Record<string, unknown>)[key];
}

/**
 * What is stored at `path`. A link on the way is the value of everything below it, so that a reader
 * of a place learns when a link begins to cover it.
 */
export function nodeAt(root: unknown, path: readonly string[]): unknown {
  let node = root;
  for (const segment of path) {
    if (isLink(node)) return node;
    node = memberOf(node, segment);
    if (node === undefined) return undefined;
  }
  return node;
}

/** Thrown when a path leads through a value that has no members. */
export class NotAContainerError extends TypeError {
  override readonly name = "NotAContainerError";
}

/** `root` with `value` at `path`; `undefined` removes. Containers on the way are made as needed. */
export function replaceAt(root: unknown, path: readonly string[], value: unknown): unknown {
  return replaceFrom(root, path, 0, value);
}

function replaceFrom(
  node: unknown,
  path: readonly string[],
  at: number,
  value: unknown,
): unknown {
  const key = path[at];
  if (key === undefined) return value;
  if (node === undefined) {
    if (value === undefined) return undefined;
    node = EMPTY;
  }
  if (typeof node !== "object" || node === null || isMutableLeaf(node) || isLink(node)) {
    const what = isLink(node) ? "a link" : "a value without members";
    throw new NotAContainerError(
      `Cannot write below ${showPath(path.slice(0, at))}: ${what} is stored there.`,
    );
  }
  const before = memberOf(node, key);
  const after = replaceFrom(before, path, at + 1, value);
  const isPresent = Object.hasOwn(node, key);
  if (after === undefined ? !isPresent : Object.is(before, after)) return node;
  return Array.isArray(node) ? withElement(node, key, after) : withMember(node, key, after);
}

const EMPTY: object = Object.freeze({});

function withMember(node: object, key: string, value: unknown): object {
  const copy: Record<string, unknown> = { ...node };
  if (value === undefined) delete copy[key];
  else putMember(copy, key, value);
  return Object.freeze(hasOrderedKeys(copy) ? copy : withOrderedKeys(copy));
}

function withElement(node: readonly unknown[], key: string, value: unknown): readonly unknown[] {
  const index = arrayIndex(key);
  if (index === undefined) {
    throw new NotAContainerError(`Cannot write the member ${quote(key)} of an array.`);
  }
  const copy = node.slice();
  if (value !== undefined) copy[index] = value;
  else if (index === copy.length - 1) copy.length = index;
  else delete copy[index];
  return Object.freeze(copy);
}

/** Whether two versions of a place differ for a reader that looked at it in this depth. */
export function differs(before: unknown, after: unknown, depth: ReadDepth): boolean {
  if (Object.is(before, after)) return false;
  return depth === "deep" ? !canonicalEqual(before, after) : !shallowEqual(before, after);
}

/** Equal kind and own keys, length and holes, or equal leaf. A link is a leaf. */
function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isMutableLeaf(a) || isMutableLeaf(b) || isLink(a) || isLink(b)) return canonicalEqual(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}

/** `after` with every subtree that is equal in `before` replaced by the node of `before`. */
export function shareNodes(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (typeof before !== "object" || typeof after !== "object" || !before || !after) return after;
  if (isMutableLeaf(before) || isMutableLeaf(after)) {
    return canonicalEqual(before, after) ? before : after;
  }
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  const keys = Object.keys(after);
  let isSame = keys.length === Object.keys(before).length &&
    (!Array.isArray(after) || after.length === (before as unknown[]).length);
  const copy: Record<string, unknown> = Array.isArray(after)
    ? after.slice() as unknown as Record<string, unknown>
    : {};
  for (const key of keys) {
    const old = memberOf(before, key);
    const shared = shareNodes(old, (after as Record<string, unknown>)[key]);
    if (!Object.is(shared, old) || !Object.hasOwn(before, key)) isSame = false;
    putMember(copy, key, shared);
  }
  return isSame ? before : Object.freeze(copy);
}

/** Freezes a decoded value in place, and says it is data of a document from here on. */
export function freezeTree(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isMutableLeaf(value)) return value;
  for (const key of Object.keys(value)) freezeTree((value as Record<string, unknown>)[key]);
  return Object.freeze(value);
}
