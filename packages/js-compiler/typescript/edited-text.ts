/** Edits of a printed text, with its source map carried along. No edit spans or adds a line. */
import type { SourceMap } from "../types.ts";
import { decodeMappings, encodeMappings, type Segment } from "../source-maps/vlq.ts";

/** Replaces `length` units at `offset`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export interface EditedText {
  readonly text: string;
  readonly sourceMap: SourceMap;
}

/** `text` with `edits`, which must not overlap, and the map of the result. */
export function applyEdits(
  text: string,
  sourceMap: SourceMap,
  edits: readonly TextEdit[],
): EditedText {
  if (edits.length === 0) return { text, sourceMap };
  const sorted = [...edits].sort((a, b) => a.offset - b.offset);
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    parts.push(text.slice(at, edit.offset), edit.text);
    at = edit.offset + edit.length;
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(""),
    sourceMap: shiftedMap(text, sourceMap, sorted),
  };
}

function shiftedMap(text: string, sourceMap: SourceMap, sorted: readonly TextEdit[]): SourceMap {
  const lines = mappedLines(sourceMap);
  let lineStart = 0;
  let next = 0;
  for (const segments of lines) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    const first = next;
    while (next < sorted.length && sorted[next]!.offset <= lineEnd) next++;
    const here = sorted.slice(first, next);
    if (here.length > 0) {
      for (const segment of segments) segment[0] = shiftedColumn(segment[0]!, lineStart, here);
    }
    if (newline < 0) break;
    lineStart = newline + 1;
  }
  return { ...sourceMap, mappings: encodeMappings(lines) };
}

function shiftedColumn(column: number, lineStart: number, edits: readonly TextEdit[]): number {
  let moved = 0;
  for (const edit of edits) {
    const start = edit.offset - lineStart;
    if (start >= column) break;
    // A segment inside replaced text moves to the end of the replacement's first unit at most.
    if (start + edit.length > column) {
      return start + moved + Math.min(column - start, edit.text.length);
    }
    moved += edit.text.length - edit.length;
  }
  return column + moved;
}

/** The authored offset that `sourceMap` gives for `offset` of emitted `text`; 0 when it has none. */
export function authoredOffset(
  text: string,
  sourceMap: SourceMap,
  authored: string,
  offset: number,
): number {
  const before = text.slice(0, offset).split("\n");
  const column = before.at(-1)!.length;
  const segment = (mappedLines(sourceMap)[before.length - 1] ?? [])
    .findLast((candidate) => candidate.length >= 4 && candidate[0]! <= column);
  if (segment === undefined) return 0;
  let start = 0;
  for (let line = 0; line < segment[2]!; line++) {
    const newline = authored.indexOf("\n", start);
    if (newline < 0) return authored.length;
    start = newline + 1;
  }
  return Math.min(start + segment[3]!, authored.length);
}

function mappedLines(sourceMap: SourceMap): Segment[][] {
  const lines = decodeMappings(sourceMap.mappings);
  if (lines === undefined) {
    throw new TypeError("The emitter gave a source map with invalid mappings.");
  }
  return lines;
}
