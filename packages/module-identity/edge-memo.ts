/** The in-memory edge memo. */
import { EdgeTable } from "./edge-table.ts";
import type { EdgeMemo } from "./types.ts";

/** An `EdgeMemo` of at most `bound` texts; the least recently used one goes first. */
export function makeEdgeMemo(bound: number = 20_000): EdgeMemo {
  const entries = new EdgeTable(bound);
  return {
    get: (sourceDigest, extension) => entries.get(sourceDigest, extension),
    put: (sourceDigest, extension, specifiers) =>
      entries.set(sourceDigest, extension, Object.freeze([...specifiers])),
    discard: (sourceDigest, extension) => entries.delete(sourceDigest, extension),
  };
}
