/**
 * Which emitted statements come from which authored ones. Statements are told by indentation and
 * matched by source map, so that nothing is parsed and no compiler is loaded.
 *
 *     authored                     emitted
 *     import ...                   "use strict"; ...          no position: a row of its own
 *     const LIMIT = 3;             const LIMIT = 3;
 *     export default pattern(...)  const __cfLift_1 = ...     a hoist goes with its statement
 *                                  exports.default = ...
 *                                  __cfReg({ __cfLift_1 });   no position: the last row
 */
import { SourceMapParser } from "@commonfabric/js-compiler";

/** Lines of authored text, and the emitted lines that were made of them. */
export interface AlignedStatements {
  readonly authored: readonly string[];
  readonly emitted: readonly string[];
}

interface Chunk {
  /** 1-based. */
  readonly firstLine: number;
  readonly lines: string[];
}

/** Rows in authored order; what has no authored statement comes first or last. */
export function alignStatements(
  authored: string,
  body: string,
  map: object | undefined,
): AlignedStatements[] {
  const statements = withComments(chunksOf(authored));
  const emitted = chunksOf(body);
  const authoredLines = emittedPositions(body, map);
  const rows = statements.map(({ lines }) => ({ authored: lines, emitted: [] as string[] }));
  const before: string[] = [];
  let pending: string[] = [];
  let isFirst = true;
  for (const { firstLine, lines } of emitted) {
    const line = firstKnown(authoredLines, firstLine, lines.length);
    const index = line === undefined
      ? -1
      : statements.findLastIndex((statement) => statement.firstLine <= line);
    if (index < 0) {
      pending.push(...lines);
      continue;
    }
    if (isFirst) before.push(...pending);
    else rows[index]!.emitted.push(...pending);
    isFirst = false;
    pending = [];
    rows[index]!.emitted.push(...lines);
  }
  return [
    ...(before.length === 0 ? [] : [{ authored: [], emitted: before }]),
    ...rows,
    ...(pending.length === 0 ? [] : [{ authored: [], emitted: pending }]),
  ];
}

/** Parts of a text that begin at a line without indentation that closes nothing. */
function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const begins = /^[^\s)\]}>*]/.test(line);
    const last = chunks.at(-1);
    if (last !== undefined && !begins) last.lines.push(line);
    else if (begins || line.trim() !== "") chunks.push({ firstLine: index + 1, lines: [line] });
  }
  for (const { lines } of chunks) while (lines.at(-1)?.trim() === "") lines.pop();
  return chunks;
}

/** A comment belongs to the statement below it. */
function withComments(chunks: readonly Chunk[]): Chunk[] {
  const joined: Chunk[] = [];
  for (const chunk of chunks) {
    const above = joined.at(-1);
    if (above !== undefined && above.lines.every((line) => /^\s*(?:\/[/*]|\*)/.test(line))) {
      above.lines.push(...chunk.lines);
    } else joined.push({ firstLine: chunk.firstLine, lines: [...chunk.lines] });
  }
  return joined;
}

/** For each emitted line (from 0) the authored line of its first position. */
function emittedPositions(body: string, map: object | undefined): (number | undefined)[] {
  if (map === undefined) return [];
  const parser = new SourceMapParser();
  parser.load("body", JSON.stringify(map));
  return body.split("\n").map((text, index) => {
    for (let column = 1; column <= text.length; column++) {
      // The parser counts the line of the wrapper that a body is evaluated in.
      const position = parser.mapPosition("body", index + 2, column);
      if (position !== undefined) return position.line;
    }
    return undefined;
  });
}

function firstKnown(
  lines: readonly (number | undefined)[],
  firstLine: number,
  count: number,
): number | undefined {
  return lines.slice(firstLine - 1, firstLine - 1 + count).find((line) => line !== undefined);
}
