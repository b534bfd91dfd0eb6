/**
 * The order in which documents are swept. An importer goes before what it imports, so that a
 * collection that dies between two commits leaves no document whose closure has a hole:
 *
 *     entry ──> mid ──> leaf        any prefix of  [entry][mid][leaf]  leaves whole closures
 */
import type { Identity } from "@commonfabric/module-identity";
import type { StoredSourceDoc } from "../documents/types.ts";
import { dependenciesFirst } from "../write/write-order.ts";
import type { CacheRow } from "./cache-row.ts";
import type { Inventory } from "./inventory.ts";

/** `garbage` in the order: compiled documents, hints, sources with their side documents, the rest. */
export function sweepOrder(garbage: readonly CacheRow[], inventory: Inventory): CacheRow[] {
  const places = placesOf(inventory);
  const place = ({ identity }: CacheRow) =>
    identity === undefined ? -1 : places.get(identity) ?? -1;
  const ofSets = (...sets: CacheRow["set"][]) => garbage.filter(({ set }) => sets.includes(set));
  const importersFirst = (rows: readonly CacheRow[]) =>
    [...rows].sort((a, b) => place(a) - place(b));
  return [
    ...importersFirst(ofSets("compiled")),
    ...ofSets("emitIndex", "edgeMemo"),
    // The sort keeps the order of equals: the source document of an entry comes first.
    ...importersFirst([...ofSets("source"), ...ofSets("roots", "notes")]),
    ...ofSets("lease", "receipt"),
  ];
}

function placesOf(inventory: Inventory): ReadonlyMap<Identity, number> {
  const docs: StoredSourceDoc[] = [];
  for (const { source } of inventory.rows) if (source !== undefined) docs.push(source);
  const ordered = dependenciesFirst(docs, "").reverse();
  return new Map(ordered.map(({ identity }, index) => [identity, index]));
}
