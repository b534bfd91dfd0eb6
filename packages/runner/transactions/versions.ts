/**
 * Versions of a document, and which of two is the newer one. A version is an object with identity:
 * whoever read a document holds the version it saw, and that version being no longer the current one
 * is the sign of a conflict.
 */
import type { DocKey, Seq, StoredDoc, StoredDocument } from "@commonfabric/storage";
import type { Instance } from "./scope-keys.ts";

export interface Version {
  readonly document: StoredDocument | undefined;
  /** `undefined` while the commit that made the version is unconfirmed. */
  seq: Seq | "absent" | undefined;
}

export interface DocumentState {
  readonly instance: Instance;
  readonly key: DocKey;
  confirmed: Version;
  /** Made by a pending creation; the store was not asked whether the document exists. */
  isAssumed: boolean;
  /** Read as absent while an own commit was on its way: nothing says which of the two is newer. */
  mayBeGone: boolean;
  /** Oldest first. */
  readonly pending: Version[];
}

/** What the store said of a document, and what was known when it was asked. */
export interface Answer {
  readonly state: DocumentState;
  readonly known: Version;
  readonly stored: StoredDoc | undefined;
}

/** Whether an answer is no older than what is known by now. */
export function isFresh({ state: { confirmed }, known, stored }: Answer): boolean {
  if (confirmed === known) return true;
  return stored !== undefined && confirmed.seq !== "absent" && isOlder(confirmed.seq, stored.seq);
}

/** Something was confirmed while the answer was on its way, and absence has no number to compare. */
export function isUndecided({ state: { confirmed }, known, stored }: Answer): boolean {
  return confirmed !== known && (stored === undefined) !== (confirmed.seq === "absent");
}

/** Whether a version with sequence number `a` may be older than one with `b`. */
export function isOlder(a: Version["seq"], b: Version["seq"]): boolean {
  return typeof a !== "number" || (typeof b === "number" && a < b);
}
