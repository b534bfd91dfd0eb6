/** What the lexical scan knows at an offset of its text, and the edges that it found so far. */
import { DataCalls } from "./data-calls.ts";
import { Frames } from "./frames.ts";
import type { EdgeForm, ScannedEdge } from "./scanned-edge.ts";
import { literalText } from "./skip.ts";
import { Tokens } from "./tokens.ts";

/** The previous token ended an operand: `/` divides. */
export const OPERAND = 0;
/** An operand is due: `/` begins a regular expression, `<` an element. */
export const OPERATOR = 1;
/** Tokens alone do not say. */
export const UNKNOWN = 2;
/** A dot: the name that follows is a property. */
export const DOT = 3;
/** `if`, `while`, `for`, `with`: parentheses follow that do not end an operand. */
export const CONTROL = 4;

/** Thrown when the scan must look back and kept no tokens; it then runs again with them. */
export const NEEDS_TOKENS: { readonly needsTokens: true } = Object.freeze({ needsTokens: true });

/** Extensions whose files hold JSX, by TypeScript's rule. */
const JSX_EXTENSIONS = new Set([".tsx", ".jsx", ".js", ".mjs"]);
const JAVASCRIPT_EXTENSIONS = new Set([".js", ".jsx", ".mjs"]);

/** What a run keeps beyond the edges. */
export interface ScanKeeps {
  readonly tokens: boolean;
  /** Receives the spans of white space and comments as start and end offsets. */
  readonly trivia?: number[];
}

/** The state of one run over one text; the functions of this folder move it along. */
export class ScanState {
  readonly text: string;
  readonly jsx: boolean;
  readonly javaScript: boolean;
  readonly declaration: boolean;
  readonly frames: Frames = new Frames();
  readonly tokens: Tokens | undefined;
  readonly data: DataCalls | undefined;
  readonly trivia: number[] | undefined;
  readonly edges: ScannedEdge[] = [];
  /** Where the next token is looked for. */
  at = 0;
  /** What the previous token means to the next one. */
  previous: number = OPERATOR;
  /** Whether a line ended behind the previous token. */
  newline = true;
  /** A `function` whose parameters are due. */
  functionDue = false;
  /** Whether the parenthesis that was closed last held parameters of a `function`. */
  closedParameters = false;
  /** Depth of the `type X` whose `=` is due, or -1. */
  aliasDepth = -1;
  /** Depth of the `interface X` whose `{` is due, or -1. */
  interfaceDepth = -1;
  /** Depth of the type behind `type X =`, or -1. */
  typeDepth = -1;

  constructor(text: string, extension: string, keeps: ScanKeeps) {
    this.text = text;
    this.jsx = JSX_EXTENSIONS.has(extension);
    this.javaScript = JAVASCRIPT_EXTENSIONS.has(extension);
    this.declaration = extension.startsWith(".d.");
    this.tokens = keeps.tokens ? new Tokens(text) : undefined;
    this.data = text.includes("dataFile") ? new DataCalls(text) : undefined;
    this.trivia = keeps.trivia;
  }

  /** The previous tokens. */
  lookBack(): Tokens {
    if (this.tokens === undefined) throw NEEDS_TOKENS;
    return this.tokens;
  }

  /** Whether only types can stand here. */
  inTypes(): boolean {
    return this.frames.inTypes || this.frames.depth === this.typeDepth;
  }

  /** Takes the token at `start..end`. */
  token(start: number, end: number, previous: number): void {
    this.tokens?.push(start, end);
    this.at = end;
    this.previous = previous;
    this.newline = false;
  }

  /** Takes the literal at `start..end` as the specifier of an edge. */
  specifier(form: EdgeForm, typeOnly: boolean, start: number, end: number): string {
    const specifier = literalText(this.text, start, end);
    this.addEdge(specifier, form, typeOnly, start);
    this.token(start, end, OPERAND);
    return specifier;
  }

  /** Adds an edge whose literal has its quote at `start`. */
  addEdge(specifier: string, form: EdgeForm, typeOnly: boolean, start: number): void {
    this.edges.push({ specifier, form, typeOnly, offset: start + 1, length: specifier.length });
  }

  /** A type alias ends at a line end, unless the line or the next one says that it goes on. */
  endTypeAtNewline(unit: number): void {
    if (this.typeDepth < 0 || !this.newline || this.typeDepth !== this.frames.depth) return;
    if (this.previous === OPERATOR || unit === 0x7c /* | */ || unit === 0x26 /* & */) return;
    this.typeDepth = -1;
  }
}
