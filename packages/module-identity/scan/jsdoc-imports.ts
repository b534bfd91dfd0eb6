/**
 * Imports in documentation comments of JavaScript files, which the checker reads: the `@import` tag
 * and `import("./x.ts").T` inside the braces of a type.
 */
import { classOf, endOfName, NAME } from "./characters.ts";
import { readImportClause } from "./clauses.ts";
import { endOfString, isQuote, literalText, skipTrivia, UNCERTAIN } from "./skip.ts";

/** Longest distance of an import from the tag whose type it is in. */
const MAX_LOOK_BACK = 2_048;

/** A specifier with the offsets of its literal, quotes included. */
export interface DocumentedImport {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** Whether the block comment at `at` is documentation that mentions an import at all. */
export function mentionsImport(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at + 2) !== 0x2a || end - at < 5) return false;
  return text.slice(at, end).includes("import");
}

/** The imports of the documentation comment at `at..end`, in source order. */
export function documentedImports(text: string, at: number, end: number): DocumentedImport[] {
  const found: DocumentedImport[] = [];
  // Leading stars of lines would stand between the tokens of an import.
  const comment = text.slice(at, end - 2).replace(
    /\n[ \t]*\*/g,
    (line) => "\n".padEnd(line.length),
  );
  const pattern = /import/g;
  for (let match = pattern.exec(comment); match !== null; match = pattern.exec(comment)) {
    const word = match.index;
    const before = comment.charCodeAt(word - 1);
    const after = endOfName(comment, word);
    if (after !== word + 6 || classOf(before) === NAME) continue;
    const literal = before === 0x40 /* @ */
      ? tagLiteral(comment, after)
      : typeLiteral(comment, word, after);
    if (literal === undefined) continue;
    found.push({
      specifier: literalText(comment, literal.start, literal.end),
      start: at + literal.start,
      end: at + literal.end,
    });
    pattern.lastIndex = literal.end;
  }
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function tagLiteral(comment: string, at: number): Span {
  const clause = readImportClause(comment, at, false);
  if (clause.start < 0) throw UNCERTAIN;
  return clause;
}

/** The literal of `import("s")`; only inside the braces of a type is it an import. */
function typeLiteral(comment: string, word: number, after: number): Span | undefined {
  const paren = skipTrivia(comment, after);
  if (comment.charCodeAt(paren) !== 0x28) return undefined;
  const start = skipTrivia(comment, paren + 1);
  if (!isQuote(comment.charCodeAt(start))) return undefined;
  if (!insideTypeBraces(comment, word)) throw UNCERTAIN;
  return { start, end: endOfString(comment, start) };
}

/** Whether the nearest open brace before `word` follows a tag: `@type {import("s").T}`. */
function insideTypeBraces(comment: string, word: number): boolean {
  let depth = 0;
  for (let at = word - 1; at >= 0; at--) {
    if (word - at > MAX_LOOK_BACK) throw UNCERTAIN;
    const unit = comment.charCodeAt(at);
    if (unit === 0x7d /* } */) depth++;
    else if (unit === 0x7b /* { */ && depth-- === 0) {
      const tag = /@([A-Za-z]+)[ \t]*$/.exec(comment.slice(Math.max(0, at - 64), at));
      if (tag !== null) return tag[1] !== "link" && tag[1] !== "code";
      depth = 0; // a brace of a record inside the type: look further out
    }
  }
  return false;
}
