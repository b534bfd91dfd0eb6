/** Words that begin edges or change what follows: `import`, `export`, `type`, `function`, ... */
import {
  classOf,
  NAME,
  WORD_CONTROL,
  WORD_EXPORT,
  WORD_FUNCTION,
  WORD_IMPORT,
  WORD_INTERFACE,
  WORD_OPERATOR,
  WORD_TYPE,
  WORD_UNKNOWN,
} from "./characters.ts";
import { type Clause, readExportClause, readImportClause } from "./clauses.ts";
import { openParen } from "./punctuation.ts";
import { CONTROL, OPERAND, OPERATOR, type ScanState, UNKNOWN } from "./scan-state.ts";
import type { EdgeForm } from "./scanned-edge.ts";
import { endOfString, isQuote, skipTrivia } from "./skip.ts";
import { importTypeStanding } from "./type-position.ts";

const LINE_END = /[\n\r\u2028\u2029]/;

/** Takes the word at `start..end`, which has a meaning and is no property. */
export function takeWord(scan: ScanState, meaning: number, start: number, end: number): void {
  switch (meaning) {
    case WORD_IMPORT:
      takeImport(scan, start, end);
      return;
    case WORD_EXPORT:
      takeExport(scan, start, end);
      return;
    case WORD_TYPE:
      if (nameFollowsOnLine(scan, end)) scan.aliasDepth = scan.frames.depth;
      scan.token(start, end, OPERAND);
      return;
    case WORD_INTERFACE:
      if (nameFollowsOnLine(scan, end)) scan.interfaceDepth = scan.frames.depth;
      scan.token(start, end, OPERAND);
      return;
    case WORD_FUNCTION:
      scan.token(start, end, OPERAND);
      scan.functionDue = true;
      return;
    case WORD_CONTROL:
      scan.token(start, end, CONTROL);
      return;
    case WORD_UNKNOWN:
      scan.token(start, end, UNKNOWN);
      return;
    case WORD_OPERATOR:
      // Behind `for`, `await` leaves it to the parentheses to be those of a loop.
      scan.token(start, end, scan.previous === CONTROL ? CONTROL : OPERATOR);
      return;
    default:
      throw new TypeError(`Unknown word meaning ${meaning}.`);
  }
}

function nameFollowsOnLine({ text }: ScanState, end: number): boolean {
  const next = skipTrivia(text, end);
  return next > end && classOf(text.charCodeAt(next)) === NAME &&
    !LINE_END.test(text.slice(end, next));
}

function takeImport(scan: ScanState, start: number, end: number): void {
  const { text } = scan;
  const next = skipTrivia(text, end);
  const unit = text.charCodeAt(next);
  if (isQuote(unit)) {
    scan.token(start, end, OPERATOR);
    scan.specifier("import", false, next, endOfString(text, next));
  } else if (unit === 0x28 /* ( */) {
    takeImportCall(scan, start, end, next);
  } else if (classOf(unit) === NAME || unit === 0x7b /* { */ || unit === 0x2a /* * */) {
    const clause = readImportClause(text, end, scan.data !== undefined);
    scan.token(start, end, OPERATOR);
    takeClause(scan, "import", clause);
  } else {
    scan.token(start, end, OPERAND); // `import.meta`, or a property of this name
  }
}

function takeExport(scan: ScanState, start: number, end: number): void {
  const clause = readExportClause(scan.text, end);
  const next = scan.text.charCodeAt(skipTrivia(scan.text, end));
  scan.token(start, end, next === 0x3a /* : */ ? OPERAND : OPERATOR);
  if (clause !== undefined) takeClause(scan, "export", clause);
}

function takeClause(scan: ScanState, form: EdgeForm, clause: Clause): void {
  if (clause.start < 0) {
    scan.token(scan.at, clause.end, UNKNOWN);
    return;
  }
  const specifier = scan.specifier(form, clause.typeOnly, clause.start, clause.end);
  scan.data?.bind(specifier, clause.names);
}

/** `import("s")`: an edge as a type, none as a value. */
function takeImportCall(scan: ScanState, start: number, end: number, paren: number): void {
  const literal = skipTrivia(scan.text, paren + 1);
  const standing = callStanding(scan, literal);
  scan.token(start, end, OPERAND);
  if (standing === "value") return;
  openParen(scan, paren);
  scan.specifier("import-type", true, literal, endOfString(scan.text, literal));
}

function callStanding(scan: ScanState, literal: number): "type" | "value" {
  if (!isQuote(scan.text.charCodeAt(literal)) || scan.javaScript) return "value";
  if (scan.declaration || scan.inTypes()) return "type";
  return importTypeStanding(scan.lookBack(), scan.frames, scan);
}
