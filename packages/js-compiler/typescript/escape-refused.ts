/**
 * Escapes inside literals that keep the value and break the refused text. In each refused text one
 * character is replaced that can be neither escaped already nor an operator of a pattern:
 *
 *     import(   i\x6dport(        `m` follows `i`, so no backslash stands before it
 *     eval(     e\x76al(
 *     <!--      <!-\x2d           in `(?<!--x)` and `[<!--x]` the second dash is always an atom
 *     -->       --\x3e
 */
import { REFUSED_TEXT, type RefusedText } from "@commonfabric/contract";
import type { TextEdit } from "./edited-text.ts";

export type LiteralKind = "string" | "template" | "regexp";

/** A refused text: what it is, and where. */
export interface RefusedPlace {
  readonly what: RefusedText["what"];
  readonly at: number;
  readonly length: number;
}

/**
 * Every refused text of `text`, in order. It is asked once for all literals: a search from each of
 * them would go to the next match, however far away that is.
 */
export function refusedPlaces(text: string): readonly RefusedPlace[] {
  const places: RefusedPlace[] = [];
  for (const { what, pattern } of REFUSED_TEXT) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      places.push({ what, at: match.index, length: match[0].length });
      // `<!-->` is two refused texts that overlap.
      pattern.lastIndex = match.index + 1;
    }
  }
  return places.sort((a, b) => a.at - b.at);
}

/**
 * The edits that make the literal at `start..end` of `text` acceptable, where `places` are all refused
 * texts. They may look past the literal.
 */
export function escapeRefused(
  text: string,
  { start, end, kind }: {
    readonly start: number;
    readonly end: number;
    readonly kind: LiteralKind;
  },
  places: readonly RefusedPlace[],
): TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (let index = firstFrom(places, start); index < places.length; index++) {
    const { what, at, length } = places[index]!;
    if (at >= end) break;
    const edit = what === "control-character"
      ? escapedControl(text, at, kind)
      : escapedUnit(text, at + (what === "html-comment" ? length - 1 : 1));
    if (edit.offset >= start && edit.offset < end) edits.set(edit.offset, edit);
  }
  return [...edits.values()];
}

/** The index of the first of `places` at `start` or behind it. */
function firstFrom(places: readonly RefusedPlace[], start: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.at < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function escapedUnit(text: string, offset: number): TextEdit {
  return { offset, length: 1, text: hexEscape(text.charCodeAt(offset)) };
}

function escapedControl(text: string, offset: number, kind: LiteralKind): TextEdit {
  const unit = text.charCodeAt(offset);
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === "\\") backslashes++;
  const escape = hexEscape(unit);
  if (backslashes % 2 === 0) return { offset, length: 1, text: escape };
  // A backslash before a line separator continues the line: together they have no value.
  const continues = kind !== "regexp" && (unit === 0x2028 || unit === 0x2029);
  return { offset: offset - 1, length: 2, text: continues ? "" : escape };
}

/** `\xHH` or `\uHHHH`: understood by strings, templates and every mode of regular expressions. */
function hexEscape(unit: number): string {
  return unit < 0x100
    ? `\\x${unit.toString(16).padStart(2, "0")}`
    : `\\u${unit.toString(16).padStart(4, "0")}`;
}
