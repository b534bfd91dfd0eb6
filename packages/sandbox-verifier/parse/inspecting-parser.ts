/**
 * The acorn parser with an inspector of its tokens. The inspector sees each token when it is read,
 * before the parser acts on it, so that it can stop a parse that nests too deeply, and so that a
 * token rule is reported even where the parser would call the same text a syntax error.
 */
import { Parser } from "acorn";
import type { Options, Program, TokenType } from "acorn";
import { withCheckedSlashes } from "./checked-slashes.ts";
import { type NameLists, widen } from "./name-list.ts";

export interface TokenInspector {
  /** A token; `escaped` (a backslash was seen) only means something for names and keywords. */
  token(type: TokenType, value: unknown, parser: TokenPosition): void;
  /** A `with` statement begins at `start`. */
  withStatement(start: number): void;
  /** The token that was read last, a regular expression, may be a division to the engine. */
  doubtfulRegExp(parser: TokenPosition): void;
}

/** Where the token lies that is being finished: from `start` to `pos`. */
export interface TokenPosition {
  readonly start: number;
  readonly pos: number;
  readonly containsEsc: boolean;
}

/** The members of acorn's parser that are used here; acorn documents them as its plugin surface. */
interface ParserInternals extends TokenPosition {
  inspector: TokenInspector;
  parse(): Program;
  finishToken(type: TokenType, value?: unknown): void;
  parseWithStatement(node: unknown): unknown;
  doubtfulRegExp(): void;
  scopeStack: NameLists[];
  currentVarScope(): NameLists;
  declareName(name: string, bindingType: number, position: number): void;
}

/** Acorn's number for the binding of a `var`. */
const BIND_VAR = 1;

type InternalsConstructor = new (options: Options, input: string) => ParserInternals;

const NO_INSPECTOR: TokenInspector = { token() {}, withStatement() {}, doubtfulRegExp() {} };

const InspectingParser = Parser.extend(withCheckedSlashes, (base) => {
  const Base = base as unknown as InternalsConstructor;
  class Inspecting extends Base {
    override inspector: TokenInspector = NO_INSPECTOR;

    override finishToken(type: TokenType, value?: unknown): void {
      this.inspector.token(type, value, this);
      super.finishToken(type, value);
    }

    override doubtfulRegExp(): void {
      this.inspector.doubtfulRegExp(this);
    }

    override parseWithStatement(node: unknown): unknown {
      this.inspector.withStatement((node as { start: number }).start);
      return super.parseWithStatement(node);
    }

    override declareName(name: string, bindingType: number, position: number): void {
      super.declareName(name, bindingType, position);
      // A `var` is noted in every scope up to that of its function, anything else in the innermost.
      const { scopeStack } = this;
      const last = bindingType === BIND_VAR ? this.currentVarScope() : scopeStack.at(-1);
      for (let at = scopeStack.length - 1; at >= 0; at--) {
        widen(scopeStack[at]!);
        if (scopeStack[at] === last) break;
      }
    }
  }
  return Inspecting as unknown as typeof Parser;
}) as unknown as InternalsConstructor;

/** The tree of `input`. @throws {SyntaxError} of acorn, and whatever `inspector` throws. */
export function parseInspected(
  input: string,
  options: Options,
  inspector: TokenInspector,
): Program {
  const parser = new InspectingParser(options, input);
  parser.inspector = inspector;
  return parser.parse();
}
