/**
 * The labels of a document after a write. A changed place loses its integrity, and so do what stands
 * above and below it; then comes what the write itself grants. Confidentiality stays for as long as
 * there is a value.
 */
import { canonicalEqual } from "@commonfabric/canonical";
import { type LabelEntry, makeLabels, type StoredDocument } from "@commonfabric/storage";
import { isOnWay, labelsOf, samePath } from "./stored-labels.ts";

/** `after`, whose value differs at `changed`, with its labels and those that are `granted`. */
export function relabelled(
  after: StoredDocument | undefined,
  changed: readonly (readonly string[])[],
  granted: readonly LabelEntry[],
): StoredDocument | undefined {
  if (after?.value === undefined) return unlabelled(after);
  const labels = makeLabels(merged([...surviving(after, changed), ...granted]));
  if (canonicalEqual(labels, after.labels)) return after;
  return withLabels(after, labels);
}

/** A document without its labels: what is written where nobody enforces them. */
export function unlabelled(document: StoredDocument | undefined): StoredDocument | undefined {
  return document?.labels === undefined ? document : withLabels(document, undefined);
}

function surviving(
  document: StoredDocument,
  changed: readonly (readonly string[])[],
): LabelEntry[] {
  return (labelsOf(document)?.entries ?? []).map((entry) => {
    if (!changed.some((path) => isOnWay(path, entry.path))) return entry;
    const { integrity: _lost, ...kept } = entry;
    return kept;
  });
}

function merged(entries: readonly LabelEntry[]): LabelEntry[] {
  const found: LabelEntry[] = [];
  for (const entry of entries) {
    const at = found.findIndex(({ path }) => samePath(path, entry.path));
    const before = found[at];
    if (before === undefined) found.push(entry);
    else found[at] = together(before, entry);
  }
  return found;
}

function together(a: LabelEntry, b: LabelEntry): LabelEntry {
  return {
    path: a.path,
    integrity: [...a.integrity ?? [], ...b.integrity ?? []],
    confidentiality: [...a.confidentiality ?? [], ...b.confidentiality ?? []],
  };
}

function withLabels(document: StoredDocument, labels: unknown): StoredDocument | undefined {
  const { labels: _replaced, ...rest } = document;
  if (labels !== undefined) return Object.freeze({ ...rest, labels });
  return Object.keys(rest).length === 0 ? undefined : Object.freeze(rest);
}
