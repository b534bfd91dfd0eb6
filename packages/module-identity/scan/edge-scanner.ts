/**
 * The lexical scan for import edges: one pass over the text with just enough syntax to know strings,
 * templates, regular expressions, comments and JSX text apart. It never guesses: where tokens do not
 * decide (`}` followed by `/`, an `import("x")` that could be a value), it throws `UNCERTAIN`.
 *
 * Neighbours: `words.ts` (declarations), `punctuation.ts` (brackets, literals), `jsx.ts` (elements),
 * `type-position.ts` (which `import("x")` is a type), `scan-edges.ts` (the entry).
 */
import {
  CLASSES,
  classOf,
  DIGIT,
  endOfName,
  endOfNumber,
  NAME,
  NEWLINE,
  OTHER,
  PLAIN,
  SPACE,
  WORD_NAME,
  wordMeaning,
} from "./characters.ts";
import { takePunctuation } from "./punctuation.ts";
import { DOT, OPERAND, OPERATOR, type ScanState } from "./scan-state.ts";
import { endOfLineComment, UNCERTAIN } from "./skip.ts";
import { takeWord } from "./words.ts";

/** Scans the text of `scan` to its end and fills its edges. @throws {typeof UNCERTAIN} */
export function runScan(scan: ScanState): void {
  const { text, trivia } = scan;
  const { length } = text;
  if (text.startsWith("#!")) scan.at = endOfLineComment(text, 0);
  let at = scan.at;
  while (at < length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 && trivia === undefined) {
      at++;
      continue;
    }
    const kind = unit < 128 ? CLASSES[unit]! : classOf(unit);
    if (kind === NAME) {
      takeName(scan, at, unit);
    } else if (kind === PLAIN) {
      takePlain(scan, at, unit);
    } else if (kind === OTHER) {
      takePunctuation(scan, at, unit);
    } else if (kind === DIGIT) {
      scan.endTypeAtNewline(0);
      scan.token(at, endOfNumber(text, at), OPERAND);
    } else takeSpace(scan, at);
    at = scan.at;
  }
  if (scan.frames.depth > 0) throw UNCERTAIN;
  scan.data?.addEdges(scan.edges);
}

function takeName(scan: ScanState, at: number, unit: number): void {
  const { text } = scan;
  const end = endOfName(text, at + 1);
  if (scan.typeDepth >= 0) scan.endTypeAtNewline(0);
  const property = scan.previous === DOT;
  const meaning = property ? WORD_NAME : wordMeaning(text, unit, at, end);
  if (meaning !== WORD_NAME) {
    takeWord(scan, meaning, at, end);
    return;
  }
  if (scan.data !== undefined) scan.data.note(scan, at, end, property);
  scan.token(at, end, OPERAND);
}

function takePlain(scan: ScanState, at: number, unit: number): void {
  if (scan.typeDepth >= 0) scan.endTypeAtNewline(unit);
  if (unit !== 0x2a /* * of a generator */) scan.functionDue = false;
  scan.token(at, at + 1, OPERATOR);
}

function takeSpace(scan: ScanState, at: number): void {
  const { text } = scan;
  let end = at;
  for (; end < text.length; end++) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === NEWLINE) scan.newline = true;
    else if (kind !== SPACE) break;
  }
  scan.trivia?.push(at, end);
  scan.at = end;
}
