/**
 * An acorn parser whose guesses about slashes are checked. Acorn tells a division from a regular
 * expression by the tokens before, and some tell it the wrong thing:
 *
 *     x = c ? 1 : function () {}         acorn: two statements, the second a regular expression
 *     /[secret]/g                        engine: one statement, which divides by `[secret]`
 *
 * What acorn is known to get wrong is put right; where it may be wrong all the same, the parser says
 * so.
 */
import * as acorn from "acorn";
import type { Parser, TokenType } from "acorn";

/** The members of acorn's parser that are used here. */
interface SlashInternals {
  readonly type: TokenType;
  /** Of the current token. */
  readonly end: number;
  /** Where the token before the current one ends. */
  readonly lastTokEnd: number;
  readonly context: unknown[];
  exprAllowed: boolean;
  finishToken(type: TokenType, value?: unknown): void;
  parseExprAtom(...around: unknown[]): unknown;
  parseArrowExpression(...around: unknown[]): { readonly expression: boolean };
  parseYield(...around: unknown[]): { readonly argument: unknown };
  parseReturnStatement(...around: unknown[]): unknown;
  parseBreakContinueStatement(...around: unknown[]): unknown;
  overrideContext(context: unknown): void;
  insertSemicolon(): boolean;
}

type SlashConstructor = new () => SlashInternals;

/** What acorn takes a brace or parenthesis for. Exported, and missing in its types. */
const { tokContexts, tokTypes } = acorn as unknown as {
  readonly tokContexts: { readonly f_expr: unknown; readonly f_expr_gen: unknown };
  readonly tokTypes: typeof acorn.tokTypes;
};

/** A plugin of acorn; a parser made with it has a method `doubtfulRegExp` to be overridden. */
export function withCheckedSlashes(base: typeof Parser): typeof Parser {
  const Base = base as unknown as SlashConstructor;
  class CheckedSlashes extends Base {
    /** The current token, a regular expression, may be a division to the engine. */
    doubtfulRegExp(): void {}

    /** Where the last thing ended that no division can follow. */
    #indivisibleEnd = -1;

    override finishToken(type: TokenType, value?: unknown): void {
      const before = this.type;
      super.finishToken(type, value);
      // Acorn knows that a name behind `.` is no keyword; behind `?.` it does not.
      const isName = type === tokTypes.name || type.keyword !== undefined;
      const isMember = before === tokTypes.questionDot || before === tokTypes.dot;
      if (isMember && isName) this.exprAllowed = false;
      // In methods acorn takes it for a name; in strict code it never is one.
      else if (type === tokTypes.name && value === "yield") this.exprAllowed = true;
    }

    /** Functions and classes that are expressions: the tokens before them do not always tell. */
    override parseExprAtom(...around: unknown[]): unknown {
      if (this.type === tokTypes._function || this.type === tokTypes._class) {
        this.context[this.context.length - 1] = tokContexts.f_expr;
      }
      return super.parseExprAtom(...around);
    }

    /**
     * Acorn says that an async function is an expression when it has read the token behind
     * `function`. A parenthesis there has put a context of its own on top of the function's.
     */
    override overrideContext(context: unknown): void {
      const isGenerator = context === tokContexts.f_expr && this.type === tokTypes.star;
      const parenthesis = this.type === tokTypes.parenL ? this.context.pop() : undefined;
      super.overrideContext(isGenerator ? tokContexts.f_expr_gen : context);
      if (parenthesis !== undefined) this.context.push(parenthesis);
    }

    override parseArrowExpression(...around: unknown[]): { readonly expression: boolean } {
      const arrow = super.parseArrowExpression(...around);
      if (!arrow.expression) this.#indivisibleEnd = this.lastTokEnd;
      return arrow;
    }

    override parseYield(...around: unknown[]): { readonly argument: unknown } {
      const node = super.parseYield(...around);
      if (node.argument === null) this.#indivisibleEnd = this.lastTokEnd;
      return node;
    }

    override parseReturnStatement(...around: unknown[]): unknown {
      this.#indivisibleEnd = this.end;
      return super.parseReturnStatement(...around);
    }

    override parseBreakContinueStatement(...around: unknown[]): unknown {
      this.#indivisibleEnd = this.end;
      return super.parseBreakContinueStatement(...around);
    }

    /**
     * A division that was taken for a regular expression only parses where a line end stands for a
     * semicolon. So what stands before must be such that no division can follow it.
     */
    override insertSemicolon(): boolean {
      const isInserted = super.insertSemicolon();
      if (isInserted && this.type === tokTypes.regexp && this.#indivisibleEnd !== this.lastTokEnd) {
        this.doubtfulRegExp();
      }
      return isInserted;
    }
  }
  return CheckedSlashes as unknown as typeof Parser;
}
