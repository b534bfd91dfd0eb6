/** Changes of a body that do not change what it means. */
import { type Token, tokenizer, tokTypes } from "acorn";
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { parseTree } from "../gauntlet/tree.ts";

/** A change; positions and names of locals are all that differs afterwards. */
export type SameMeaning = (body: string, tape: Tape) => string;

/** Locals that generated bodies declare and use as nothing else. */
const LOCALS = /\b(?:caught|item|nested|own|rest|turn)\b/g;

export const SAME_MEANING: readonly SameMeaning[] = [
  function moreWhiteSpace(body, tape) {
    const spaces = [" ", "\t", "  ", " /* c */ ", "\u00a0"];
    return beforeTokens(body, () => tape.of(spaces));
  },
  function otherLineEnds(body, tape) {
    // A line end that is there may become several; none may appear where none was.
    return body.replace(/\n/g, (end) => end + tape.of(["", "\n", "  \n", "// c\n"]));
  },
  function moreParentheses(body, tape) {
    const values = parseTree(body).body.flatMap((statement) => {
      if (statement.type !== "VariableDeclaration") return [];
      return statement.declarations.flatMap(({ init }) =>
        // What an import is bound to has one form, in which parentheses are not seen either.
        init == null || tape.oneIn(3) ? [] : [init]
      );
    });
    return values.reverse().reduce(
      (text, { start, end }) =>
        `${text.slice(0, start)}((${text.slice(start, end)}))${text.slice(end)}`,
      body,
    );
  },
  function otherLocals(body) {
    return body.replace(LOCALS, (name) => `${name}Other`);
  },
  function otherOrder(body, tape) {
    const { body: statements } = parseTree(body);
    const places = statements.keys().filter((at) =>
      at > 0 && areIndependent(body, statements[at - 1]!, statements[at]!)
    ).toArray();
    if (places.length === 0) return body;
    const at = tape.of(places);
    const [one, other] = [statements[at - 1]!, statements[at]!];
    return body.slice(0, one.start) + body.slice(other.start, other.end) +
      body.slice(one.end, other.start) + body.slice(one.start, one.end) + body.slice(other.end);
  },
];

/** Two constants of which the second does not name the first. */
function areIndependent(body: string, one: Statement, other: Statement): boolean {
  const name = constantName(body, one);
  return name !== undefined && constantName(body, other) !== undefined &&
    !new RegExp(`\\b${name}\\b`).test(body.slice(other.start, other.end));
}

function constantName(body: string, { start, end }: Statement): string | undefined {
  return /^const (c\d+|__cf\w+) = /.exec(body.slice(start, end))?.[1];
}

interface Statement {
  readonly start: number;
  readonly end: number;
}

/** `body` with what `made` gives before some of its tokens; templates stay as they are. */
function beforeTokens(body: string, made: () => string): string {
  let text = "";
  let end = 0;
  let templates = 0;
  for (const token of tokensOf(body)) {
    if (token.type === tokTypes.backQuote) templates++;
    const isInTemplate = templates % 2 === 1 || token.type === tokTypes.template ||
      token.type === tokTypes.backQuote;
    // The directive is where a body begins.
    text += body.slice(end, token.start) + (end === 0 || isInTemplate ? "" : made()) +
      body.slice(token.start, token.end);
    end = token.end;
  }
  return text + body.slice(end);
}

/** None for a body in which the tokenizer alone, without the parser, loses its way. */
function tokensOf(body: string): readonly Token[] {
  try {
    return [...tokenizer(body, { ecmaVersion: 2025 })];
  } catch {
    return [];
  }
}
