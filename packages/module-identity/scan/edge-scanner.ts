/**
 * The lexical scan for import edges: one pass over the text with just enough syntax to know strings,
 * templates, regular expressions, comments and JSX text apart. It never guesses: where tokens do not
 * decide (`}` followed by `/`, an `import("x")` that could be a value), it throws `UNCERTAIN`.
 *
 * Neighbours: `skip.ts` (literals), `clauses.ts` (import and export declarations), `jsx.ts`
 * (elements), `type-position.ts` (which `import("x")` is a type), `scan-edges.ts` (the entry).
 */
import {
  classOf,
  DIGIT,
  endOfName,
  NAME,
  NEWLINE,
  OTHER,
  WORD_CONTROL,
  WORD_EXPORT,
  WORD_FUNCTION,
  WORD_IMPORT,
  WORD_INTERFACE,
  WORD_NAME,
  WORD_OPERATOR,
  WORD_TYPE,
  WORD_UNKNOWN,
  wordMeaning,
} from "./characters.ts";
import { type Clause, readExportClause, readImportClause } from "./clauses.ts";
import { DataCalls } from "./data-calls.ts";
import {
  BRACE,
  BRACKET,
  CONTROL_PAREN,
  Frames,
  FUNCTION_PAREN,
  JSX_ATTRIBUTE,
  JSX_CHILD,
  PAREN,
  TEMPLATE,
} from "./frames.ts";
import { documentedImports, mentionsImport } from "./jsdoc-imports.ts";
import { beginsTypeParameters, readElement, resumeAttributes, resumeChildren } from "./jsx.ts";
import {
  endOfBlockComment,
  endOfLineComment,
  endOfRegularExpression,
  endOfString,
  isQuote,
  literalText,
  skipTrivia,
  UNCERTAIN,
} from "./skip.ts";
import { Tokens } from "./tokens.ts";
import { importTypeStanding } from "./type-position.ts";

/** How an edge is written. */
export type EdgeForm = "import" | "export" | "import-type" | "jsdoc" | "data";

/** One edge as it stands in the text. */
export interface ScannedEdge {
  readonly specifier: string;
  readonly form: EdgeForm;
  /** Whether the declaration is marked `type` as a whole, or the form is a type. */
  readonly typeOnly: boolean;
  /** Offset and length of the text between the quotes, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

/** The previous token ended an operand: `/` divides. */
export const OPERAND = 0;
/** An operand is due: `/` begins a regular expression, `<` an element. */
export const OPERATOR = 1;
/** Tokens alone do not say. */
export const UNKNOWN = 2;

/** Extensions whose files hold JSX, by TypeScript's rule. */
const JSX_EXTENSIONS = new Set([".tsx", ".jsx", ".js", ".mjs"]);
const JAVASCRIPT_EXTENSIONS = new Set([".js", ".jsx", ".mjs"]);

/** One run over one text. `run()` fills `edges`; with `trivia` set it also records trivia spans. */
export class EdgeScanner {
  readonly edges: ScannedEdge[] = [];
  readonly #text: string;
  readonly #jsx: boolean;
  readonly #javaScript: boolean;
  readonly #declaration: boolean;
  readonly #frames = new Frames();
  readonly #tokens: Tokens;
  readonly #data: DataCalls | undefined;
  readonly #trivia: number[] | undefined;
  #at = 0;
  #previous = OPERATOR;
  #newline = true;
  /** The previous token was a dot: a name is a property. */
  #dot = false;
  /** Meaning of the previous token, if it was a word. */
  #word = WORD_NAME;
  /** A `function` whose parameters are due. */
  #functionDue = false;
  /** The colon after this parenthesis begins a type. */
  #closedParameters = false;
  /** Depth of `type X` or `interface X` whose `=` or `{` is due, or -1. */
  #aliasDepth = -1;
  #interfaceDepth = -1;
  /** Depth of the type behind `type X =`, or -1. */
  #typeDepth = -1;

  constructor(text: string, extension: string, trivia?: number[]) {
    this.#text = text;
    this.#jsx = JSX_EXTENSIONS.has(extension);
    this.#javaScript = JAVASCRIPT_EXTENSIONS.has(extension);
    this.#declaration = extension.startsWith(".d.");
    this.#tokens = new Tokens(text);
    this.#data = text.includes("dataFile") ? new DataCalls(text, this.#tokens) : undefined;
    this.#trivia = trivia;
  }

  /** @throws {typeof UNCERTAIN} */
  run(): void {
    const text = this.#text;
    const length = text.length;
    if (text.startsWith("#!")) this.#at = endOfLineComment(text, 0);
    while (this.#at < length) {
      const at = this.#at;
      const unit = text.charCodeAt(at);
      switch (classOf(unit)) {
        case NAME:
          this.#name(at);
          break;
        case DIGIT:
          this.#operand(at, endOfNumber(text, at));
          break;
        case OTHER:
          this.#punctuation(at, unit);
          break;
        default:
          this.#space(at);
      }
    }
    if (this.#frames.depth > 0) throw UNCERTAIN;
    this.#data?.addEdges(this.edges);
  }

  #space(at: number): void {
    const text = this.#text;
    let end = at;
    for (; end < text.length; end++) {
      const kind = classOf(text.charCodeAt(end));
      if (kind === NEWLINE) this.#newline = true;
      else if (kind < NEWLINE - 1) break;
    }
    this.#trivia?.push(at, end);
    this.#at = end;
  }

  /** Records the token and goes behind it. */
  #token(at: number, end: number, previous: number): void {
    this.#tokens.push(at, end);
    this.#at = end;
    this.#previous = previous;
    this.#newline = false;
    this.#dot = false;
    this.#word = WORD_NAME;
  }

  #operand(at: number, end: number): void {
    this.#endTypeAtNewline(0);
    this.#token(at, end, OPERAND);
  }

  #name(at: number): void {
    const text = this.#text;
    const end = endOfName(text, at);
    this.#endTypeAtNewline(0);
    const property = this.#dot;
    const meaning = property ? WORD_NAME : wordMeaning(text, at, end);
    if (meaning === WORD_NAME) {
      this.#data?.note(at, end, property);
      this.#token(at, end, OPERAND);
      return;
    }
    switch (meaning) {
      case WORD_IMPORT:
        this.#import(at, end);
        return;
      case WORD_EXPORT:
        this.#export(at, end);
        return;
      case WORD_TYPE:
      case WORD_INTERFACE:
        if (this.#nameFollowsOnLine(end)) {
          if (meaning === WORD_TYPE) this.#aliasDepth = this.#frames.depth;
          else this.#interfaceDepth = this.#frames.depth;
        }
        this.#token(at, end, OPERAND);
        return;
      case WORD_FUNCTION:
        this.#token(at, end, OPERAND);
        this.#functionDue = true;
        return;
      default:
        this.#token(at, end, meaning === WORD_UNKNOWN ? UNKNOWN : wordState(meaning));
        this.#word = meaning;
    }
  }

  #nameFollowsOnLine(end: number): boolean {
    const text = this.#text;
    const next = skipTrivia(text, end);
    return next > end && classOf(text.charCodeAt(next)) === NAME &&
      !/[\n\r\u2028\u2029]/.test(text.slice(end, next));
  }

  #import(at: number, end: number): void {
    const text = this.#text;
    const next = skipTrivia(text, end);
    const unit = text.charCodeAt(next);
    if (isQuote(unit)) {
      this.#token(at, end, OPERATOR);
      this.#specifier("import", false, next, endOfString(text, next));
      return;
    }
    if (unit === 0x28 /* ( */) {
      this.#importCall(at, end, next);
      return;
    }
    if (classOf(unit) === NAME || unit === 0x7b /* { */ || unit === 0x2a /* * */) {
      const clause = readImportClause(text, end, this.#data !== undefined);
      this.#token(at, end, OPERATOR);
      this.#clause("import", clause);
      return;
    }
    this.#token(at, end, OPERAND); // `import.meta`, or a property of this name
  }

  #export(at: number, end: number): void {
    const clause = readExportClause(this.#text, end);
    const next = this.#text.charCodeAt(skipTrivia(this.#text, end));
    this.#token(at, end, next === 0x3a /* : */ ? OPERAND : OPERATOR);
    if (clause !== undefined) this.#clause("export", clause);
  }

  #clause(form: EdgeForm, clause: Clause): void {
    if (clause.start < 0) {
      this.#token(this.#at, clause.end, UNKNOWN);
      return;
    }
    const specifier = this.#specifier(form, clause.typeOnly, clause.start, clause.end);
    this.#data?.bind(specifier, clause.names);
  }

  /** `import("s")`: an edge as a type, none as a value. */
  #importCall(at: number, end: number, paren: number): void {
    const text = this.#text;
    const literal = skipTrivia(text, paren + 1);
    const standing = !isQuote(text.charCodeAt(literal)) || this.#javaScript
      ? "value"
      : this.#declaration || this.#inTypes()
      ? "type"
      : importTypeStanding(this.#tokens, this.#frames, {
        newline: this.#newline,
        closedParameters: this.#closedParameters,
      });
    this.#token(at, end, OPERAND);
    if (standing === "value") return;
    this.#punctuation(paren, 0x28);
    this.#specifier("import-type", true, literal, endOfString(text, literal));
  }

  #inTypes(): boolean {
    return this.#frames.inTypes || this.#frames.depth === this.#typeDepth;
  }

  #specifier(form: EdgeForm, typeOnly: boolean, start: number, end: number): string {
    const specifier = literalText(this.#text, start, end);
    this.edges.push({ specifier, form, typeOnly, offset: start + 1, length: specifier.length });
    this.#token(start, end, OPERAND);
    return specifier;
  }

  /** A type alias ends at a line end, unless the line or the next one says that it goes on. */
  #endTypeAtNewline(unit: number): void {
    if (!this.#newline || this.#typeDepth !== this.#frames.depth) return;
    if (this.#previous === OPERATOR || unit === 0x7c /* | */ || unit === 0x26 /* & */) return;
    this.#typeDepth = -1;
  }

  #punctuation(at: number, unit: number): void {
    const text = this.#text;
    if (unit === 0x2f /* / */) {
      this.#slash(at);
      return;
    }
    this.#endTypeAtNewline(unit);
    if (unit !== 0x28 && unit !== 0x2a) this.#functionDue = false;
    switch (unit) {
      case 0x22: // "
      case 0x27: // '
        this.#token(at, endOfString(text, at), OPERAND);
        return;
      case 0x60: // `
        this.#template(at, at + 1);
        return;
      case 0x28: // (
        this.#openParen(at);
        return;
      case 0x5b: // [
        this.#open(at, BRACKET, false);
        return;
      case 0x7b: { // {
        const types = this.#interfaceDepth === this.#frames.depth;
        if (types) this.#interfaceDepth = -1;
        this.#open(at, BRACE, types);
        return;
      }
      case 0x29: // )
        this.#closeParen(at);
        return;
      case 0x5d: // ]
        if (this.#frames.pop() !== BRACKET) throw UNCERTAIN;
        this.#token(at, at + 1, OPERAND);
        return;
      case 0x7d: // }
        this.#closeBrace(at);
        return;
      case 0x3b: // ;
        if (this.#typeDepth === this.#frames.depth) this.#typeDepth = -1;
        this.#token(at, at + 1, OPERATOR);
        return;
      case 0x2e: // .
        this.#dots(at);
        return;
      case 0x3f: // ?
        if (text.charCodeAt(at + 1) === 0x2e && classOf(text.charCodeAt(at + 2)) !== DIGIT) {
          this.#token(at, at + 2, OPERATOR);
          this.#dot = true;
        } else this.#token(at, at + 1, OPERATOR);
        return;
      case 0x23: // #
        this.#token(at, at + 1, OPERATOR);
        this.#dot = true;
        return;
      case 0x3c: // <
        this.#less(at);
        return;
      case 0x3e: // >
        this.#token(at, at + 1, UNKNOWN);
        return;
      case 0x3d: // =
        this.#equals(at);
        return;
      case 0x21: // !
        this.#exclamation(at);
        return;
      case 0x2b: // +
      case 0x2d: // -
        if (text.charCodeAt(at + 1) === unit) {
          const postfix = this.#previous === OPERAND && !this.#newline;
          this.#token(at, at + 2, postfix ? OPERAND : UNKNOWN);
        } else this.#token(at, at + 1, OPERATOR);
        return;
      case 0x5c: // a name with an escape
        throw UNCERTAIN;
      default:
        this.#token(at, at + 1, OPERATOR);
    }
  }

  #open(at: number, kind: number, types: boolean): void {
    const inTypes = types || this.#inTypes();
    this.#token(at, at + 1, OPERATOR);
    this.#frames.push(kind, inTypes);
  }

  #openParen(at: number): void {
    const control = this.#word === WORD_CONTROL ||
      (this.#word === WORD_OPERATOR && this.#tokens.is(1, "await") && this.#tokens.is(2, "for"));
    const kind = control ? CONTROL_PAREN : this.#functionDue ? FUNCTION_PAREN : PAREN;
    this.#functionDue = false;
    this.#open(at, kind, false);
  }

  #closeParen(at: number): void {
    const kind = this.#frames.pop();
    if (kind !== PAREN && kind !== CONTROL_PAREN && kind !== FUNCTION_PAREN) throw UNCERTAIN;
    this.#token(at, at + 1, kind === CONTROL_PAREN ? OPERATOR : OPERAND);
    this.#closedParameters = kind === FUNCTION_PAREN;
  }

  #closeBrace(at: number): void {
    const text = this.#text;
    const depth = this.#frames.depth;
    if (this.#typeDepth === depth) this.#typeDepth = -1;
    if (this.#aliasDepth === depth) this.#aliasDepth = -1;
    if (this.#interfaceDepth === depth) this.#interfaceDepth = -1;
    switch (this.#frames.pop()) {
      case BRACE:
        this.#token(at, at + 1, UNKNOWN);
        return;
      case TEMPLATE:
        this.#template(at, at + 1);
        return;
      case JSX_CHILD:
        this.#token(at, resumeChildren(text, at + 1, this.#frames), OPERAND);
        break;
      case JSX_ATTRIBUTE:
        this.#token(at, resumeAttributes(text, at + 1, this.#frames), OPERAND);
        break;
      default:
        throw UNCERTAIN;
    }
    this.#enterExpression();
  }

  /** Behind a part of an element: the brace of an expression, or code after the element. */
  #enterExpression(): void {
    const kind = this.#frames.kind;
    const inside = this.#text.charCodeAt(this.#at - 1) === 0x7b;
    if (inside && (kind === JSX_CHILD || kind === JSX_ATTRIBUTE)) this.#previous = OPERATOR;
  }

  /** The characters of a template from `from`, up to its end or its next expression. */
  #template(at: number, from: number): void {
    const text = this.#text;
    for (let end = from; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (unit === 0x5c) end++;
      else if (unit === 0x60) {
        this.#token(at, end + 1, OPERAND);
        return;
      } else if (unit === 0x24 /* $ */ && text.charCodeAt(end + 1) === 0x7b) {
        const inTypes = this.#inTypes();
        this.#token(at, end + 2, OPERATOR);
        this.#frames.push(TEMPLATE, inTypes);
        return;
      }
    }
    throw UNCERTAIN;
  }

  #dots(at: number): void {
    const text = this.#text;
    if (text.startsWith("...", at)) {
      this.#token(at, at + 3, OPERATOR);
    } else if (classOf(text.charCodeAt(at + 1)) === DIGIT) {
      this.#operand(at, endOfNumber(text, at + 1));
    } else {
      this.#token(at, at + 1, OPERATOR);
      this.#dot = true;
    }
  }

  #less(at: number): void {
    const text = this.#text;
    const width = text.charCodeAt(at + 1) === 0x3c ? 2 : 1;
    if (!this.#jsx || this.#inTypes()) {
      this.#token(at, at + width, OPERATOR);
      return;
    }
    if (this.#previous === UNKNOWN) throw UNCERTAIN;
    if (this.#previous === OPERAND) {
      if (this.#newline) throw UNCERTAIN;
      this.#token(at, at + width, OPERATOR);
      return;
    }
    if (beginsTypeParameters(text, at)) {
      this.#token(at, at + 1, OPERATOR);
      return;
    }
    this.#token(at, readElement(text, at, this.#frames), OPERAND);
    this.#enterExpression();
  }

  #equals(at: number): void {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 0x3e /* => */) {
      this.#token(at, at + 2, OPERATOR);
      return;
    }
    if (this.#aliasDepth === this.#frames.depth && next !== 0x3d) {
      this.#typeDepth = this.#aliasDepth;
      this.#aliasDepth = -1;
    }
    this.#token(at, at + 1, OPERATOR);
  }

  #exclamation(at: number): void {
    if (this.#text.charCodeAt(at + 1) === 0x3d) {
      this.#token(at, at + 2, OPERATOR);
      return;
    }
    const postfix = this.#previous === OPERAND && !this.#newline;
    this.#token(at, at + 1, postfix ? OPERAND : this.#previous === UNKNOWN ? UNKNOWN : OPERATOR);
  }

  #slash(at: number): void {
    const text = this.#text;
    const next = text.charCodeAt(at + 1);
    if (next === 0x2f || next === 0x2a) {
      this.#comment(at, next === 0x2a);
      return;
    }
    this.#endTypeAtNewline(0);
    if (this.#previous === UNKNOWN) throw UNCERTAIN;
    if (this.#previous === OPERATOR) {
      this.#token(at, endOfRegularExpression(text, at), OPERAND);
      return;
    }
    // Behind a type at the end of a line, a slash would begin another statement.
    if (this.#newline) throw UNCERTAIN;
    this.#token(at, at + 1, OPERATOR);
  }

  #comment(at: number, block: boolean): void {
    const text = this.#text;
    const end = block ? endOfBlockComment(text, at) : endOfLineComment(text, at);
    if (block && this.#javaScript && mentionsImport(text, at, end)) this.#documentation(at, end);
    if (block && /[\n\r\u2028\u2029]/.test(text.slice(at, end))) this.#newline = true;
    this.#trivia?.push(at, end);
    this.#at = end;
  }

  /** The checker reads documentation of a statement, a member or a cast; elsewhere it may not. */
  #documentation(at: number, end: number): void {
    const found = documentedImports(this.#text, at, end);
    if (found.length === 0) return;
    const kind = this.#frames.kind;
    const statement = (kind === 0 || kind === BRACE) &&
      (this.#previous !== OPERATOR || this.#tokens.isOneOf(1, ["", ";", "{", ","]));
    const next = this.#text.charCodeAt(skipTrivia(this.#text, end));
    if (!statement && next !== 0x28) throw UNCERTAIN;
    for (const { specifier, start } of found) {
      this.edges.push({
        specifier,
        form: "jsdoc",
        typeOnly: true,
        offset: start + 1,
        length: specifier.length,
      });
    }
  }
}

function wordState(meaning: number): number {
  return meaning === WORD_OPERATOR ? OPERATOR : OPERAND;
}

/** Behind a number: digits, letters, separators and dots belong to it. */
function endOfNumber(text: string, at: number): number {
  let end = endOfName(text, at);
  while (text.charCodeAt(end) === 0x2e) end = endOfName(text, end + 1);
  return end;
}
