/**
 * Which modules are kept, and why: everything that a root reaches over source edges and over what
 * roots documents retain.
 *
 *     piece ──pointer──> entry ──edge──> util        patternRoots:entry ──retains──> its tests, data
 */
import type { Identity } from "@commonfabric/module-identity";
import type { Seq } from "@commonfabric/storage";
import { edgeTargets } from "../read/load-source-closure.ts";
import type { CacheRow } from "./cache-row.ts";
import type { Inventory } from "./inventory.ts";

/**
 * Why a module is kept; of several reasons the first. `grace`: it was written, or used as an entry,
 * within the grace period. `unverifiable`: its document, or one it imports, fails its checks, so that
 * nobody can say what belongs to it.
 */
export type MarkReason =
  | "pointer"
  | "pinned"
  | "annotated"
  | "replicating"
  | "grace"
  | "unverifiable";

export interface Grace {
  /** Store time of the collection, milliseconds. */
  readonly now: number;
  /** What was committed after this began after the collection did. */
  readonly since: Seq;
  readonly graceMs: number;
}

export type Marks = ReadonlyMap<Identity, MarkReason>;

/** Whether a document was written so recently that it may belong to work that is going on. */
export function isInGrace({ header }: CacheRow, { now, since, graceMs }: Grace): boolean {
  return header.seq > since || now - header.at <= graceMs;
}

/** The modules that are kept. A function of the inventory: nothing is read. */
export function markModules(
  inventory: Inventory,
  unverifiable: Iterable<Identity>,
  grace: Grace,
): Marks {
  const edges = edgesOf(inventory);
  const marks = new Map<Identity, MarkReason>();
  const mark = (root: Identity | undefined, reason: MarkReason): void => {
    if (root === undefined || marks.has(root)) return;
    marks.set(root, reason);
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const target of edges.get(next) ?? []) {
        if (marks.has(target)) continue;
        marks.set(target, reason);
        waiting.push(target);
      }
    }
  };
  const rows = [...inventory.rows];
  const ofSet = (set: CacheRow["set"]) => rows.filter((row) => row.set === set);
  for (const identity of inventory.pointers()) mark(identity, "pointer");
  for (const { named } of ofSet("pins")) named.forEach((identity) => mark(identity, "pinned"));
  for (const row of ofSet("notes")) if (!row.isEmpty) mark(row.identity, "annotated");
  for (const row of ofSet("intent")) mark(row.identity, "replicating");
  for (const row of [...ofSet("roots"), ...ofSet("source")]) {
    if (isInGrace(row, grace)) mark(row.identity, "grace");
  }
  for (const row of ofSet("compiled")) {
    if (row.header.seq > grace.since) mark(row.identity, "grace");
  }
  for (const identity of unverifiable) mark(identity, "unverifiable");
  return marks;
}

function edgesOf(inventory: Inventory): Map<Identity, Identity[]> {
  const edges = new Map<Identity, Identity[]>();
  const add = (from: Identity, to: readonly Identity[]) =>
    edges.set(from, [...edges.get(from) ?? [], ...to]);
  for (const { set, identity, source, named } of inventory.rows) {
    if (identity === undefined) continue;
    if (set === "roots") add(identity, named);
    else if (source !== undefined) add(identity, edgeTargets(source));
  }
  return edges;
}
