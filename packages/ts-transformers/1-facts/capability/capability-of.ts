/** The capability that a summary needs at a path, and whether a summary is exact. */
import { isPrefix, overlaps, type Path, type RootSummary } from "./summary.ts";

export type Capability = "writable" | "readonly" | "writeonly" | "comparable" | "opaque";

/** What is done with the value at `path`, or with anything below it. */
export function capabilityOf(root: RootSummary, path: Path): Capability {
  const touches = (paths: readonly Path[]) =>
    paths.some((found) => found.length >= path.length && overlaps(path, found));
  const covers = (paths: readonly Path[]) => paths.some((found) => isPrefix(found, path));
  const at = (paths: readonly Path[]) =>
    paths.some((found) => found.length === path.length && overlaps(found, path));
  if (at(root.unverified)) return "writable";
  // Uses of the handle itself say more than facts of handles that are stored below it.
  const isHandle = at(root.handleReads) || at(root.handleWrites);
  const reads = isHandle
    ? at(root.handleReads)
    : touches(root.reads) || touches(root.fullReads) || touches(root.wildcards) ||
      covers(root.wildcards);
  const writes = isHandle ? at(root.handleWrites) : touches(root.writes);
  if (reads && writes) return "writable";
  if (reads) return "readonly";
  if (writes) return "writeonly";
  return touches(root.comparable) ? "comparable" : "opaque";
}

/**
 * Handles that are written while the function itself runs: not those that it only hands to a
 * handler, and not those that an event writes later.
 */
export function writtenHandles(root: RootSummary): readonly Path[] {
  const isWritten = (handle: Path) => root.writes.some((path) => isPrefix(handle, path));
  return [...root.handleWrites.filter(isWritten), ...root.unverified];
}

/** Whether the summary lists all that is used: what the scheduler may rely on. */
export function isExact(root: RootSummary): boolean {
  return root.wildcards.length === 0 && !root.unverifiedCellUse && !root.passthrough &&
    root.opaque.length === 0;
}
