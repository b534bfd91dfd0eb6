/**
 * The rules that are about single tokens: X6, doubtful regular expressions of X7, the name length of
 * X10, K1, K2 and the `with` of K4.
 */
import { tokTypes } from "acorn";
import type { TokenType } from "acorn";
import { LIMITS } from "@commonfabric/contract";
import { LIMIT_TEXTS } from "../messages.ts";
import type { Findings, Span } from "../rules.ts";
import type { TokenInspector, TokenPosition } from "./inspecting-parser.ts";

/** Ends a parse after the reason was added to the findings. */
export class StopParsing extends Error {
  override readonly name = "StopParsing";
}

export class BodyInspector implements TokenInspector {
  /** Tokens read so far, without the end of the text. */
  tokens = 0;
  #bracketDepth = 0;
  readonly #findings: Findings;
  readonly #hasForeignNames: boolean;

  /** `hasForeignNames`: the body has characters beyond ASCII, which may be in names. */
  constructor(findings: Findings, hasForeignNames: boolean) {
    this.#findings = findings;
    this.#hasForeignNames = hasForeignNames;
  }

  token(type: TokenType, value: unknown, at: TokenPosition): void {
    if (type === tokTypes.eof) return;
    if (++this.tokens > LIMITS.bodyTokens) this.#stopAtTokenLimit(at);
    if (type === tokTypes.name || type.keyword !== undefined || type === tokTypes.privateId) {
      this.#word(value, at);
    } else if (opensBracket(type)) {
      if (++this.#bracketDepth > LIMITS.bracketDepth) this.#stopAtBracketLimit(at);
    } else if (closesBracket(type)) {
      this.#bracketDepth--;
    }
  }

  withStatement(start: number): void {
    this.#findings.add("K4", "verify:statement", { start, end: start + "with".length });
  }

  doubtfulRegExp(at: TokenPosition): void {
    const text = "A statement before a regular expression needs a semicolon.";
    this.#findings.add("X7", "verify:syntax", spanOf(at), text);
  }

  #word(word: unknown, at: TokenPosition): void {
    const isEscaped = at.containsEsc &&
      this.#findings.add("K2", "verify:escaped-name", spanOf(at));
    if (word === "import" && !isEscaped) {
      this.#findings.add("K1", "verify:import-token", spanOf(at));
    }
    if (at.pos - at.start > LIMITS.identifierLength) {
      this.#findings.add("X10", "verify:limit", spanOf(at), LIMIT_TEXTS.identifierLength);
    } else if (this.#hasForeignNames && !isEngineName(word)) {
      this.#findings.add("X7", "verify:syntax", spanOf(at), "A name has an unknown character.");
    }
  }

  #stopAtTokenLimit(at: TokenPosition): void {
    const counts = this.#findings.add("X6", "verify:limit", spanOf(at), LIMIT_TEXTS.bodyTokens);
    if (counts) throw new StopParsing();
  }

  #stopAtBracketLimit(at: TokenPosition): void {
    const counts = this.#findings.add(
      "X6",
      "verify:too-deep",
      spanOf(at),
      LIMIT_TEXTS.bracketDepth,
    );
    if (counts) throw new StopParsing();
  }
}

/**
 * Whether the engine takes `word` for a name. Parser and engine know the letters of the version of
 * Unicode that each was built with.
 */
function isEngineName(word: unknown): boolean {
  return typeof word !== "string" ||
    /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(word);
}

function opensBracket(type: TokenType): boolean {
  return type === tokTypes.parenL || type === tokTypes.braceL || type === tokTypes.bracketL ||
    type === tokTypes.dollarBraceL;
}

function closesBracket(type: TokenType): boolean {
  return type === tokTypes.parenR || type === tokTypes.braceR || type === tokTypes.bracketR;
}

function spanOf(at: TokenPosition): Span {
  return { start: at.start, end: at.pos };
}
