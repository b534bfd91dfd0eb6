/** What a function does with the values it is given: reads, writes, comparisons, unknown uses. */

/** Member names below a root; `*` stands for every element of a list. */
export type Path = readonly string[];

/** What happens to one root: a parameter of a function, or a value captured by a region. */
export interface RootSummary {
  /** Paths whose value is read, at the end of a member chain. */
  readonly reads: readonly Path[];
  /** Paths whose value is read as a whole: tested by content. */
  readonly fullReads: readonly Path[];
  readonly writes: readonly Path[];
  /** Paths that are only handed on. */
  readonly opaque: readonly Path[];
  /** Prefixes below which everything may be read: spreads, JSON, unknown keys, unknown callees. */
  readonly wildcards: readonly Path[];
  /** Paths whose identity alone is used: arguments of `navigateTo`, elements of list writers. */
  readonly identity: readonly Path[];
  /** Paths that are compared by `equals` or `equalLinks`. */
  readonly comparable: readonly Path[];
  /** Paths that must be there, of which no other fact says more: truthiness, iteration. */
  readonly presence: readonly Path[];
  /** Handles whose content is read: the receiver of `get`. */
  readonly handleReads: readonly Path[];
  /** Handles that are written through: the receiver of `set`, `push`, `send`. */
  readonly handleWrites: readonly Path[];
  /** Handles that `key` leads through to a part that is handed on. */
  readonly handleParts: readonly Path[];
  /** Handles with a use that the analysis does not know: it counts as read and write. */
  readonly unverified: readonly Path[];
  /** The root itself is returned or handed on. */
  readonly passthrough: boolean;
  /** There is an unverified use. */
  readonly unverifiedCellUse: boolean;
  /** Static defaults of a destructured parameter, by path joined with U+0000. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/** The members of `RootSummary` that are lists of paths. */
export type FactKind = Exclude<
  keyof RootSummary,
  "passthrough" | "unverifiedCellUse" | "defaults"
>;

export const FACT_KINDS: readonly FactKind[] = [
  "reads",
  "fullReads",
  "writes",
  "opaque",
  "wildcards",
  "identity",
  "comparable",
  "presence",
  "handleReads",
  "handleWrites",
  "handleParts",
  "unverified",
];

/** Where a part of a value comes from. */
export interface SourceRef {
  /** Index of the parameter. */
  readonly root: number;
  readonly path: Path;
  /** A part of the path is known at run time only. */
  readonly dynamic: boolean;
  /** Where in the value it stands: empty for the value itself, `["name"]` of `{ name: x }`. */
  readonly at: Path;
  /** Length of the path of the handle that `key` navigated from; absent for data. */
  readonly handle?: number;
}

/** A part of what a function returns. */
export interface ReturnRef extends SourceRef {
  /** By its type it is a handle, so that returning it demands no content. */
  readonly isHandle: boolean;
}

/** The summary of a function: one root a parameter, in order, and what it returns. */
export interface FunctionSummary {
  readonly roots: readonly RootSummary[];
  readonly returns: readonly ReturnRef[];
  /** The function reaches itself. */
  readonly recursive: boolean;
  /** Length of the longest chain of calls that starts here. */
  readonly height: number;
}

/** The text that a path is compared and sorted by. */
export function pathKey(path: Path): string {
  return path.join("\u0000");
}

/** Whether `prefix` is `path` or leads to it; `*` in it stands for every element. */
export function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.length <= path.length &&
    prefix.every((segment, index) => covers(segment, path[index]!));
}

/** Whether one of the paths may lead to the other. */
export function overlaps(a: Path, b: Path): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (!covers(a[i]!, b[i]!) && !covers(b[i]!, a[i]!)) return false;
  }
  return true;
}

function covers(segment: string, other: string): boolean {
  return segment === other || (segment === "*" && isIndex(other));
}

function isIndex(segment: string): boolean {
  return /^\d{1,10}$/.test(segment);
}
