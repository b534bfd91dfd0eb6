/** The map of a text onto itself, for bodies that come without a map. */
import type { SourceMap } from "../types.ts";
import { encodeMappings } from "./vlq.ts";

/** Maps the start of each of `lineCount` lines to the same line of `source`. */
export function identitySourceMap(lineCount: number, source: string): SourceMap {
  const lines = Array.from({ length: lineCount }, (_, line) => [[0, 0, line, 0]]);
  return { version: 3, sources: [source], names: [], mappings: encodeMappings(lines) };
}
