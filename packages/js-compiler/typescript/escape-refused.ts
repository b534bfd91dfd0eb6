/**
 * Escapes inside literals that keep the value and break the refused text. In each refused text one
 * character is replaced that can be neither escaped already nor an operator of a pattern:
 *
 *     import(   i\x6dport(        `m` follows `i`, so no backslash stands before it
 *     eval(     e\x76al(
 *     <!--      <!-\x2d           in `(?<!--x)` and `[<!--x]` the second dash is always an atom
 *     -->       --\x3e
 */
import { REFUSED_TEXT } from "@commonfabric/contract";
import type { TextEdit } from "./edited-text.ts";

export type LiteralKind = "string" | "template" | "regexp";

/** The edits that make the literal at `start..end` of `text` acceptable. Matches may look past it. */
export function escapeRefused(
  text: string,
  start: number,
  end: number,
  kind: LiteralKind,
): TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const { what, pattern } of REFUSED_TEXT) {
    pattern.lastIndex = start;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const at = match.index;
      if (at >= end) break;
      const edit = what === "control-character"
        ? escapedControl(text, at, kind)
        : escapedUnit(text, at + (what === "html-comment" ? match[0].length - 1 : 1));
      if (edit.offset >= start && edit.offset < end) edits.set(edit.offset, edit);
      // `<!-->` is two refused texts that overlap.
      pattern.lastIndex = at + 1;
    }
  }
  return [...edits.values()];
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
