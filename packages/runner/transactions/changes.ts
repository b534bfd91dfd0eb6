/**
 * The change channel: what readers learn, synchronously, of commits of this runtime, of commits of
 * others, and of commits that were undone. It is the only source of invalidation.
 */
import { arrayIndex } from "@commonfabric/canonical";
import type { Cancel, SpaceId, StoredDocument } from "@commonfabric/storage";
import { isLink, linkTarget } from "../links/sigil.ts";
import type { Address, CellScope, ReadEntry } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";
import { type ReadPart, readPart } from "./read-part.ts";
import { differs, memberOf, nodeAt } from "./tree.ts";

/** One document in two versions. Unchanged subtrees are the same objects in both. */
export interface Change {
  readonly space: SpaceId;
  readonly scope: CellScope;
  readonly id: string;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  /** `source` of the transaction that did it; `undefined` for commits of other runtimes. */
  readonly source: unknown;
  readonly origin: "local" | "remote" | "undone";
}

export type ChangeListener = (changes: readonly Change[]) => void;

/** A read of part of a document; entries of meta and labels are told apart by `part`. */
export interface LoggedRead extends ReadEntry {
  readonly part: ReadPart;
}

/** Whether the reader of `read` sees another value after `change`. */
export function changeAffects(change: Change, read: ReadEntry): boolean {
  const { address, depth } = read;
  if (address.id !== change.id || address.space !== change.space) return false;
  if (address.scope !== change.scope) return false;
  const part = (read as Partial<LoggedRead>).part ?? "value";
  return differs(
    readPart(change.before, part, address.path),
    readPart(change.after, part, address.path),
    depth,
  );
}

/** Where links that `reads` met led before `change`. */
export function targetsBefore(change: Change, reads: readonly ReadEntry[]): Address[] {
  return reads.flatMap(({ address }) => {
    const before = nodeAt(change.before?.value, address.path);
    return isLink(before) ? [linkTarget(before, address)] : [];
  });
}

/** A place where two versions of a document differ, as deep as the difference can be located. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** All differences between two trees, in order of their keys; members added or removed are single. */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  collect(before, after, [], found);
  return found;
}

function collect(before: unknown, after: unknown, path: readonly string[], into: Difference[]) {
  if (Object.is(before, after)) return;
  if (
    !isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)
  ) {
    if (differs(before, after, "deep")) into.push({ path, before, after });
    return;
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) {
    const inBoth = Object.hasOwn(before, key) && Object.hasOwn(after, key);
    const old = memberOf(before, key);
    const fresh = memberOf(after, key);
    if (inBoth) collect(old, fresh, [...path, key], into);
    else into.push({ path: [...path, key], before: old, after: fresh });
  }
  const lengthOnly = Array.isArray(before) && before.length !== (after as unknown[]).length &&
    ![...keys].some((key) => (arrayIndex(key) ?? 0) >= Math.min(before.length, lengthOf(after)));
  if (lengthOnly) into.push({ path, before, after });
}

function lengthOf(node: object): number {
  return Array.isArray(node) ? node.length : 0;
}

function isContainer(node: unknown): node is object {
  return typeof node === "object" && node !== null && !isMutableLeaf(node) && !isLink(node);
}

/** Listeners, called in the order in which they came. */
export class ChangeChannel {
  readonly #listeners = new Set<ChangeListener>();

  subscribe(listener: ChangeListener): Cancel {
    const own: ChangeListener = (changes) => listener(changes);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  emit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    for (const listener of [...this.#listeners]) listener(changes);
  }
}
