/** What a function does with the values it is given: reads, writes, comparisons, unknown uses. */

/** Member names below a root; `*` stands for every element of a list. */
export type Path = readonly string[];

/** What happens to one root: a parameter of a function, or a value captured by a region. */
export interface RootSummary {
  /** Paths whose value is read, at the end of a member chain. */
  readonly reads: readonly Path[];
  /** Paths whose value is read as a whole: handed to JSON, returned as data, tested by content. */
  readonly fullReads: readonly Path[];
  readonly writes: readonly Path[];
  /** Paths that are only handed on. */
  readonly opaque: readonly Path[];
  /** Prefixes below which everything may be read: spreads, unknown keys, unknown callees. */
  readonly wildcards: readonly Path[];
  /** Paths whose identity alone is used: arguments of `navigateTo`, elements of list writers. */
  readonly identity: readonly Path[];
  /** Paths that are compared by `equals` or `equalLinks`. */
  readonly comparable: readonly Path[];
  /** The root itself is returned or handed on. */
  readonly passthrough: boolean;
  /** A use of a cell that the analysis does not know: it counts as read and write. */
  readonly unverifiedCellUse: boolean;
  /** Static defaults of a destructured parameter, by path joined with U+0000. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/** Where a value comes from: a root, or `undefined` when it is made in the function. */
export interface SourceRef {
  /** Index of the parameter. */
  readonly root: number;
  readonly path: Path;
  /** A part of the path is known at run time only. */
  readonly dynamic: boolean;
}

/** The summary of a function: one root a parameter, in order, and what it returns. */
export interface FunctionSummary {
  readonly roots: readonly RootSummary[];
  readonly returns: readonly SourceRef[];
  /** The function reaches itself. */
  readonly recursive: boolean;
}
