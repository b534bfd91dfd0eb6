/** Labels of stored documents, parsed once, and what they say of one place. */
import {
  type DocumentLabels,
  holdsIntegrity,
  parseLabels,
  type StoredDocument,
} from "@commonfabric/storage";

const parsed = new WeakMap<object, { readonly labels: DocumentLabels | undefined }>();

/** The labels of a document; malformed ones are none. */
export function labelsOf(document: StoredDocument | undefined): DocumentLabels | undefined {
  const stored = document?.labels;
  if (typeof stored !== "object" || stored === null) return undefined;
  let known = parsed.get(stored);
  if (known === undefined) parsed.set(stored, known = { labels: parseLabels(stored) });
  return known.labels;
}

/** What a reader of the labels of a place sees: the integrity of exactly that place. */
export function integrityAt(
  document: StoredDocument | undefined,
  path: readonly string[],
): readonly string[] | undefined {
  return labelsOf(document)?.entries.find((entry) => samePath(entry.path, path))?.integrity;
}

/** Whether exactly this place holds every one of `atoms`. */
export function isProven(
  document: StoredDocument | undefined,
  path: readonly string[],
  atoms: readonly string[],
): boolean {
  return holdsIntegrity(labelsOf(document), path, atoms);
}

/** Whether one path leads to, or through, the other. */
export function isOnWay(a: readonly string[], b: readonly string[]): boolean {
  const common = Math.min(a.length, b.length);
  for (let at = 0; at < common; at++) if (a[at] !== b[at]) return false;
  return true;
}

export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && isOnWay(a, b);
}
