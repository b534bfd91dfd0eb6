/** The first difference of two texts, and whether it is one that a reader of code would notice. */
import { extensionOf } from "../paths.ts";
import { scanTrivia } from "../scan/scan-edges.ts";
import type { TextDetail } from "./explanation.ts";

/** Compares two different normalised texts of the file at `path`. */
export function textDetail(path: string, before: string, after: string): TextDetail {
  const was = before.split("\n");
  const is = after.split("\n");
  let line = 0;
  while (line < was.length && line < is.length && was[line] === is[line]) line++;
  return {
    line: line + 1,
    before: was[line] ?? null,
    after: is[line] ?? null,
    trivial: differOnlyInTrivia(path, before, after),
  };
}

function differOnlyInTrivia(path: string, before: string, after: string): boolean {
  const extension = extensionOf(path);
  if (extension === undefined) return false;
  const was = significantText(before, extension);
  return was !== undefined && was === significantText(after, extension);
}

const WORD = /[\w$\u0080-\uffff]/;
/** No statement ends at a line end that follows or precedes one of these. */
const OPENS = "([{,;=";
const CLOSES = ")],;";

/** The tokens of `text`, separated as much as their meaning needs; `undefined` when uncertain. */
function significantText(text: string, extension: string): string | undefined {
  const trivia = scanTrivia(text, extension);
  if (trivia === "uncertain") return undefined;
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < trivia.length;) {
    const start = trivia[at]!;
    let end = trivia[at + 1]!;
    for (at += 2; at < trivia.length && trivia[at] === end; at += 2) end = trivia[at + 1]!;
    parts.push(text.slice(from, start), separator(text, start, end));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/** What the trivia at `start..end` mean between the tokens beside them. */
function separator(text: string, start: number, end: number): string {
  const left = text.charAt(start - 1);
  const right = text.charAt(end);
  if (left === "" || right === "") return "";
  if (OPENS.includes(left) || CLOSES.includes(right)) return "";
  if (/[\n\u2028\u2029]/.test(text.slice(start, end))) return "\n";
  return WORD.test(left) === WORD.test(right) ? " " : "";
}
