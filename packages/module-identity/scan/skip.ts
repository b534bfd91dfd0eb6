/**
 * Ends of comments, strings and regular expressions. Each function takes the offset at which the
 * form begins and gives the offset behind it; what does not end properly throws `UNCERTAIN`.
 */
import { classOf, endOfName, NEWLINE, SPACE } from "./characters.ts";

/** Thrown inside the scan, and caught at its entry, where the answer is `"uncertain"`. */
export const UNCERTAIN: { readonly uncertain: true } = Object.freeze({ uncertain: true });

const BACKSLASH = 0x5c;
const LF = 0x0a;

/** Behind the line comment at `at`; its line end is not part of it. */
export function endOfLineComment(text: string, at: number): number {
  let end = at + 2;
  while (end < text.length && classOf(text.charCodeAt(end)) !== NEWLINE) end++;
  return end;
}

/** Behind the block comment at `at`. */
export function endOfBlockComment(text: string, at: number): number {
  const close = text.indexOf("*/", at + 2);
  if (close < 0) throw UNCERTAIN;
  return close + 2;
}

/** The first offset from `at` that is neither white space nor comment; at most the text's length. */
export function skipTrivia(text: string, at: number): number {
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2f /* / */) {
      const next = text.charCodeAt(at + 1);
      if (next === 0x2f) at = endOfLineComment(text, at);
      else if (next === 0x2a /* * */) at = endOfBlockComment(text, at);
      else return at;
      continue;
    }
    if (!(at < text.length)) return text.length;
    const kind = classOf(unit);
    if (kind !== SPACE && kind !== NEWLINE) return at;
    at++;
  }
}

/** Behind the string literal whose quote is at `at`. */
export function endOfString(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === quote) return end + 1;
    if (unit === BACKSLASH) end++;
    else if (unit === LF || unit === 0x0d) throw UNCERTAIN;
  }
  throw UNCERTAIN;
}

/** Behind the regular expression literal at `at`, flags included. */
export function endOfRegularExpression(text: string, at: number): number {
  let inClass = false;
  for (let end = at + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === BACKSLASH) {
      end++;
      if (classOf(text.charCodeAt(end)) === NEWLINE) throw UNCERTAIN;
    } else if (unit === 0x5b /* [ */) inClass = true;
    else if (unit === 0x5d /* ] */) inClass = false;
    else if (unit === 0x2f && !inClass) return endOfName(text, end + 1);
    else if (classOf(unit) === NEWLINE) throw UNCERTAIN;
  }
  throw UNCERTAIN;
}

/** Whether a string literal begins at `at`. */
export function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27;
}

/**
 * The text of the string literal at `at..end`. A literal with an escape is left to a parser: its
 * meaning is not its spelling.
 */
export function literalText(text: string, at: number, end: number): string {
  const value = text.slice(at + 1, end - 1);
  if (value.includes("\\")) throw UNCERTAIN;
  return value;
}
