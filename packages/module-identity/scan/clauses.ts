/** Reads the clause of an import or export declaration, from behind its keyword to its specifier. */
import { classOf, DIGIT, endOfName, NAME } from "./characters.ts";
import { endOfString, isQuote, skipTrivia, UNCERTAIN } from "./skip.ts";

/** A declaration without specifier has `start` -1: `import x = ...`, `export { a }`. */
export interface Clause {
  /** Offsets of the string literal with its quotes. */
  readonly start: number;
  readonly end: number;
  readonly typeOnly: boolean;
  /** Names bound by braces as `[imported, local]`; a namespace has the imported name `*`. */
  readonly names: readonly (readonly [string, string])[];
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const STAR = 0x2a;
const EQUALS = 0x3d;

/**
 * Reads from `at`, behind `import`, to the specifier. `names` are collected only when
 * `collectNames` is set.
 */
export function readImportClause(text: string, at: number, collectNames: boolean): Clause {
  const names: (readonly [string, string])[] = [];
  let words: string[] = [];
  let inBraces = false;
  let empty = true;
  const typeOnly = isTypeOnly(text, at);
  for (;;) {
    at = skipTrivia(text, at);
    const unit = text.charCodeAt(at);
    if (isNameStart(unit)) {
      const end = endOfName(text, at);
      const word = collectNames || !inBraces ? text.slice(at, end) : "";
      empty = false;
      if (!inBraces && word === "from") {
        const specifier = skipTrivia(text, end);
        if (isQuote(text.charCodeAt(specifier))) {
          if (collectNames && words[0] === "*") names.push(["*", words[2] ?? ""]);
          return { start: specifier, end: endOfString(text, specifier), typeOnly, names };
        }
      }
      words.push(word);
      at = end;
      continue;
    }
    if (isQuote(unit) && inBraces) {
      const end = endOfString(text, at);
      words.push(text.slice(at + 1, end - 1));
      at = end;
      continue;
    }
    switch (unit) {
      case OPEN_BRACE:
        if (inBraces) throw UNCERTAIN;
        inBraces = true;
        words = [];
        break;
      case CLOSE_BRACE:
      case COMMA:
        if (collectNames && inBraces) pushName(names, words);
        words = [];
        if (unit === COMMA) break;
        if (!inBraces) throw UNCERTAIN;
        inBraces = false;
        break;
      case STAR:
        if (inBraces) throw UNCERTAIN;
        words = ["*"];
        empty = false;
        break;
      case EQUALS:
        if (inBraces || empty) throw UNCERTAIN;
        return { start: -1, end: at, typeOnly: false, names };
      default:
        throw UNCERTAIN;
    }
    at++;
  }
}

/** Whether `type` at `at` is the modifier and not the name of a default import. */
function isTypeOnly(text: string, at: number): boolean {
  const word = skipTrivia(text, at);
  if (!text.startsWith("type", word) || endOfName(text, word) !== word + 4) return false;
  const next = skipTrivia(text, word + 4);
  const unit = text.charCodeAt(next);
  if (unit === OPEN_BRACE || unit === STAR) return true;
  if (!isNameStart(unit)) return false;
  const end = endOfName(text, next);
  return text.slice(next, end) !== "from" || !isQuote(text.charCodeAt(skipTrivia(text, end)));
}

/** `[type] name [as local]`. */
function pushName(names: (readonly [string, string])[], words: readonly string[]): void {
  const local = words[words.length - 1];
  if (local === undefined) return;
  const renamed = words.length >= 3 && words[words.length - 2] === "as";
  names.push([renamed ? words[words.length - 3]! : local, local]);
}

/**
 * Reads from `at`, behind `export`, when a list or star follows, with `type` before it or not.
 * `undefined` for every other export.
 */
export function readExportClause(text: string, at: number): Clause | undefined {
  at = skipTrivia(text, at);
  let typeOnly = false;
  if (text.startsWith("type", at) && endOfName(text, at) === at + 4) {
    typeOnly = true;
    at = skipTrivia(text, at + 4);
  }
  const unit = text.charCodeAt(at);
  if (unit === STAR) return readFrom(text, afterStar(text, at + 1), typeOnly, true);
  if (unit !== OPEN_BRACE) return undefined;
  return readFrom(text, afterList(text, at + 1), typeOnly, false);
}

function afterStar(text: string, at: number): number {
  at = skipTrivia(text, at);
  if (endOfName(text, at) !== at + 2 || !text.startsWith("as", at)) return at;
  at = skipTrivia(text, at + 2);
  const end = isQuote(text.charCodeAt(at)) ? endOfString(text, at) : endOfName(text, at);
  if (end === at) throw UNCERTAIN;
  return end;
}

function afterList(text: string, at: number): number {
  for (;;) {
    at = skipTrivia(text, at);
    const unit = text.charCodeAt(at);
    if (unit === CLOSE_BRACE) return at + 1;
    if (isNameStart(unit)) at = endOfName(text, at);
    else if (isQuote(unit)) at = endOfString(text, at);
    else if (unit === COMMA) at++;
    else throw UNCERTAIN;
  }
}

function readFrom(text: string, at: number, typeOnly: boolean, required: boolean): Clause {
  const word = skipTrivia(text, at);
  if (endOfName(text, word) === word + 4 && text.startsWith("from", word)) {
    const start = skipTrivia(text, word + 4);
    if (isQuote(text.charCodeAt(start))) {
      return { start, end: endOfString(text, start), typeOnly, names: [] };
    }
  }
  if (required) throw UNCERTAIN;
  return { start: -1, end: at, typeOnly, names: [] };
}

function isNameStart(unit: number): boolean {
  const kind = classOf(unit);
  return unit === unit && (kind === NAME || kind === DIGIT);
}
