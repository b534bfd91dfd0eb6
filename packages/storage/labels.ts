/**
 * Labels of a document: which atoms hold at which of its paths. They stand beside the value, where
 * code cannot write. What holds at a path holds there only; nothing is inherited from above.
 */
import { compareUtf8, sortedUtf8 } from "@commonfabric/canonical";

export interface LabelEntry {
  readonly path: readonly string[];
  /** In UTF-8 order, each once. */
  readonly integrity?: readonly string[];
  /** In UTF-8 order, each once. Stored and carried, not enforced. */
  readonly confidentiality?: readonly string[];
}

/** Entries in UTF-8 order of their paths, one a path, each with at least one atom. */
export interface DocumentLabels {
  readonly version: 1;
  readonly entries: readonly LabelEntry[];
}

/** The labels of a stored document; `undefined` when there are none, or what is there is none. */
export function parseLabels(stored: unknown): DocumentLabels | undefined {
  const fields = exactRecord(stored, ["version", "entries"], []);
  if (fields?.version !== 1 || !Array.isArray(fields.entries)) return undefined;
  const entries: LabelEntry[] = [];
  let previous: readonly string[] | undefined;
  for (const item of fields.entries) {
    const entry = parseEntry(item);
    if (entry === undefined) return undefined;
    if (previous !== undefined && comparePaths(previous, entry.path) >= 0) return undefined;
    previous = entry.path;
    entries.push(entry);
  }
  return entries.length === 0 ? undefined : { version: 1, entries };
}

/** Labels of `entries` in stored form: sorted, without empty ones; `undefined` when none is left. */
export function makeLabels(entries: readonly LabelEntry[]): DocumentLabels | undefined {
  const kept = entries.flatMap(({ path, integrity = [], confidentiality = [] }) => {
    if (integrity.length + confidentiality.length === 0) return [];
    return [Object.freeze({
      path: Object.freeze([...path]),
      ...(integrity.length === 0 ? {} : { integrity: atomList(integrity) }),
      ...(confidentiality.length === 0 ? {} : { confidentiality: atomList(confidentiality) }),
    })];
  });
  if (kept.length === 0) return undefined;
  kept.sort((a, b) => comparePaths(a.path, b.path));
  return Object.freeze({ version: 1 as const, entries: Object.freeze(kept) });
}

/** Whether an entry at exactly `path` holds every one of `atoms`. */
export function holdsIntegrity(
  labels: DocumentLabels | undefined,
  path: readonly string[],
  atoms: readonly string[],
): boolean {
  if (atoms.length === 0) return true;
  const entry = labels?.entries.find((each) => comparePaths(each.path, path) === 0);
  return entry?.integrity !== undefined && atoms.every((atom) => entry.integrity!.includes(atom));
}

function atomList(atoms: readonly string[]): readonly string[] {
  return Object.freeze(sortedUtf8(new Set(atoms)));
}

function parseEntry(item: unknown): LabelEntry | undefined {
  const fields = exactRecord(item, ["path"], ["integrity", "confidentiality"]);
  if (fields === undefined || Object.keys(fields).length < 2 || !isTextList(fields.path)) {
    return undefined;
  }
  const { path, ...lists } = fields;
  if (!Object.values(lists).every(isAtomList)) return undefined;
  return { path, ...lists };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isAtomList(value: unknown): value is readonly string[] {
  return isTextList(value) && value.length > 0 &&
    value.every((atom, at) => at === 0 || compareUtf8(value[at - 1]!, atom) < 0);
}

/** `value` when its own fields are all of `required` and any of `optional`. */
function exactRecord(
  value: unknown,
  required: readonly string[],
  optional: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (value instanceof Uint8Array || value instanceof Date) return undefined;
  const keys = Object.keys(value);
  const isExact = required.every((key) => keys.includes(key)) &&
    keys.every((key) => required.includes(key) || optional.includes(key));
  return isExact ? value as Readonly<Record<string, unknown>> : undefined;
}

/** Segment by segment; a path comes before what lies below it. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compareUtf8(a[at]!, b[at]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
