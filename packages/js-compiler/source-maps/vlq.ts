/**
 * The `mappings` of a source map (ECMA-426) as lists of absolute numbers, and back. Strict, unlike
 * decoders that serve lookups: a malformed string gives no lines at all.
 */

import { LIMITS } from "@commonfabric/contract";

/** `[column]`, `[column, source, line, column]` or the latter with a name; all 0-based. */
export type Segment = number[];

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/**
 * The segments by generated line, or `undefined` when `mappings` is not valid VLQ or has more than
 * `LIMITS.sourceMapSegments` lines and segments: they take much more room than their text.
 */
export function decodeMappings(mappings: string): Segment[][] | undefined {
  const lines: Segment[][] = [[]];
  let room = LIMITS.sourceMapSegments;
  // Running values of source, line, column and name; the generated column starts anew on each line.
  const running = [0, 0, 0, 0, 0];
  let fields: Segment = [];
  let value = 0;
  let shift = 0;
  const endSegment = (): boolean => {
    if (shift !== 0) return false;
    if (fields.length === 0) return true;
    if (room-- === 0) return false;
    if (fields.length !== 1 && fields.length !== 4 && fields.length !== 5) return false;
    lines[lines.length - 1]!.push(fields);
    fields = [];
    return true;
  };
  for (let i = 0; i < mappings.length; i++) {
    const unit = mappings.charCodeAt(i);
    if (unit === 0x2c || unit === 0x3b) {
      if (!endSegment()) return undefined;
      if (unit === 0x3b) {
        if (room-- === 0) return undefined;
        lines.push([]);
        running[0] = 0;
      }
      continue;
    }
    const digit = unit < 128 ? VALUES[unit]! : -1;
    if (digit < 0 || shift > 30) return undefined;
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    if (fields.length === 5 || value > 0xffff_ffff) return undefined;
    const index = fields.length;
    running[index]! += value % 2 === 1 ? -(value - 1) / 2 : value / 2;
    fields.push(running[index]!);
    value = 0;
    shift = 0;
  }
  return endSegment() ? lines : undefined;
}

/** The `mappings` string of segments by generated line, sorted by column. */
export function encodeMappings(lines: readonly (readonly Segment[])[]): string {
  const running = [0, 0, 0, 0, 0];
  const encodedLines: string[] = [];
  for (const line of lines) {
    running[0] = 0;
    const segments: string[] = [];
    for (const segment of line) {
      let text = "";
      for (let i = 0; i < segment.length; i++) {
        text += encodeNumber(segment[i]! - running[i]!);
        running[i] = segment[i]!;
      }
      segments.push(text);
    }
    encodedLines.push(segments.join(","));
  }
  return encodedLines.join(";");
}

function encodeNumber(number: number): string {
  let value = number < 0 ? -number * 2 + 1 : number * 2;
  let text = "";
  do {
    const digit = value % 32;
    value = (value - digit) / 32;
    text += ALPHABET[value > 0 ? digit + 32 : digit];
  } while (value > 0);
  return text;
}
