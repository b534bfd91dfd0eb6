/** The facts of one root while a function is walked, and their normal form. */
import { compareUtf8 } from "@commonfabric/canonical";
import {
  FACT_KINDS,
  type FactKind,
  isPrefix,
  overlaps,
  type Path,
  pathKey,
  type RootSummary,
} from "./summary.ts";

const MAX_SEGMENTS = 16;
const MAX_PATHS = 256;

/** Facts below a wildcard that say nothing more than it. */
const COVERED_BY_WILDCARDS: readonly FactKind[] = ["reads", "fullReads", "presence"];
/** Facts that a wildcard above or below takes away. */
const DROPPED_BY_WILDCARDS: readonly FactKind[] = ["identity", "comparable"];
/** Facts of paths that are cut: what is kept of them beside the wildcard. */
const KEPT_WHEN_CUT: ReadonlySet<FactKind> = new Set([
  "writes",
  "handleReads",
  "handleWrites",
  "unverified",
]);

type PathSet = Map<string, Path>;

export class RootFacts {
  // Bounded by the constructs of the analysed function.
  readonly #paths = new Map<FactKind, PathSet>();
  readonly defaults: Map<string, unknown> = new Map();
  isPassedOn = false;

  add(kind: FactKind, path: Path): void {
    if (path.length > MAX_SEGMENTS) {
      const cut = path.slice(0, MAX_SEGMENTS);
      this.#insert("wildcards", cut);
      if (KEPT_WHEN_CUT.has(kind)) this.#insert(kind, cut);
      return;
    }
    this.#insert(kind, path);
  }

  #insert(kind: FactKind, path: Path): void {
    let set = this.#paths.get(kind);
    if (set === undefined) this.#paths.set(kind, set = new Map());
    set.set(pathKey(path) + (path.length === 0 ? "" : "\u0000"), path);
  }

  /** The summary: sorted, without facts that others imply, within the limits. */
  summary(): RootSummary {
    const lists = new Map(
      FACT_KINDS.map((kind) => [kind, [...(this.#paths.get(kind)?.values() ?? [])]]),
    );
    subsume(lists);
    lists.set("presence", onlyPresent(lists));
    collapse(lists);
    const list = (kind: FactKind) =>
      lists.get(kind)!.sort((a, b) => compareUtf8(pathKey(a), pathKey(b)));
    const unverified = list("unverified");
    return {
      reads: list("reads"),
      fullReads: list("fullReads"),
      writes: list("writes"),
      opaque: list("opaque"),
      wildcards: list("wildcards"),
      identity: list("identity"),
      comparable: list("comparable"),
      presence: list("presence"),
      handleReads: list("handleReads"),
      handleWrites: list("handleWrites"),
      handleParts: list("handleParts"),
      unverified,
      passthrough: this.isPassedOn,
      unverifiedCellUse: unverified.length > 0,
      defaults: this.defaults,
    };
  }
}

export const NO_FACTS: RootSummary = new RootFacts().summary();

/** More paths than the limit become one wildcard at their longest common prefix. */
function collapse(lists: Map<FactKind, Path[]>): void {
  const all = [...lists.values()].flat();
  if (all.length <= MAX_PATHS || new Set(all.map(pathKey)).size <= MAX_PATHS) return;
  const prefix = all.reduce<Path>(commonPrefix, all[0]!);
  for (const kind of FACT_KINDS) {
    const isKept = KEPT_WHEN_CUT.has(kind) && lists.get(kind)!.length > 0;
    lists.set(kind, isKept ? [prefix] : []);
  }
  lists.set("wildcards", [prefix]);
}

export function commonPrefix(a: Path, b: Path): Path {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** Presence of what no other fact is about: whatever is used is there, and what leads to it. */
function onlyPresent(lists: ReadonlyMap<FactKind, Path[]>): Path[] {
  const implied = new Set<string>();
  for (const [kind, paths] of lists) {
    for (const path of paths) {
      const end = kind === "presence" ? path.length - 1 : path.length;
      for (let length = end; length >= 0; length--) {
        const key = `${length}|${pathKey(path.slice(0, length))}`;
        if (implied.has(key)) break;
        implied.add(key);
      }
    }
  }
  return lists.get("presence")!.filter((path) => !implied.has(`${path.length}|${pathKey(path)}`));
}

function subsume(lists: Map<FactKind, Path[]>): void {
  const wildcards = lists.get("wildcards")!;
  if (wildcards.length === 0) return;
  const widest = wildcards.filter((path) =>
    !wildcards.some((other) =>
      other !== path && other.length < path.length && isPrefix(other, path)
    )
  );
  lists.set("wildcards", widest);
  const isCovered = (path: Path) => widest.some((wildcard) => isPrefix(wildcard, path));
  for (const kind of COVERED_BY_WILDCARDS) {
    lists.set(kind, lists.get(kind)!.filter((path) => !isCovered(path)));
  }
  for (const kind of DROPPED_BY_WILDCARDS) {
    const isFree = (path: Path) => !widest.some((wildcard) => overlaps(path, wildcard));
    lists.set(kind, lists.get(kind)!.filter(isFree));
  }
}
