/** Edits of bodies token by token, and sequences of tokens that nobody wrote. */
import { tokenizer } from "acorn";
import type { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";

/** Tokens that decide how others are read. */
const TOKENS: readonly string[] = [
  ..."{ } ( ) [ ] ; , . ?. ? : = => + - * / % ** ++ -- ! ~ < > & | ^ && || ?? ... @ #".split(" "),
  ..."/= *= += ??= ||= === in of as async await yield let const var static get set new".split(" "),
  ..."return throw break continue typeof void delete instanceof if else for while do".split(" "),
  ..."switch case default try catch finally class extends function this super".split(" "),
  ..."arguments null true undefined x f0 c0 exports require commonfabric_1 __cfHelpers".split(" "),
  ..."0 1n .5 '' \"a\" `a` `${ }` /x/ /[/]/g /*c*/ enum accessor using import eval".split(" "),
  "\n",
  "\n/[f0 = 1]/g",
  "\n/[f0 = 1]/1;\n",
  "//c\n",
  "function () {}",
  "async function () {}",
  "class {}",
  "() => {}",
  "{}",
  "${",
  "`",
  "'",
];

const MOST_EDITS = 3;
const MOST_TOKENS = 14;

/** `body` with a few of its tokens removed, repeated, exchanged or replaced. */
export function editTokens(body: string, tape: Tape): string {
  const tokens = tokensOf(body);
  for (let count = 1 + tape.below(MOST_EDITS); count > 0 && tokens.length > 1; count--) {
    const [at, other] = [tape.below(tokens.length), tape.below(tokens.length)];
    switch (tape.below(6)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, tokens[other]!);
        break;
      case 2:
        [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
        break;
      case 3:
        tokens[at] = ` ${tape.of(TOKENS)} `;
        break;
      case 4:
        tokens.splice(at, 0, ` ${tape.of(TOKENS)} `);
        break;
      default:
        replaceSemicolon(tokens, at, tape);
    }
  }
  return tokens.join("");
}

/** The line end takes the place of a semicolon. */
function replaceSemicolon(tokens: string[], from: number, tape: Tape): void {
  const at = tokens.findIndex((token, index) => index >= from && token.trim() === ";");
  if (at >= 0) {
    tokens[at] = tape.of(["\n", "\n/[f0 = 1]/g;", "\n(f0)\n", "\n`${f0}`\n", "\n[f0]\n"]);
  }
}

/** A body whose one function holds tokens in any order. */
export function tokenSoup(tape: Tape): string {
  const tokens: string[] = [];
  for (let count = 1 + tape.below(MOST_TOKENS); count > 0; count--) tokens.push(tape.of(TOKENS));
  const soup = tokens.join(tape.of([" ", "", "\n"]));
  const kind = tape.of(["function", "async function", "function*", "async function*"]);
  return `"use strict";\nexports.f0 = f0;\n${kind} f0(x) {\n${soup}\n}`;
}

/** Tokens of `body`, each with the white space before it; text that has none is one token. */
function tokensOf(body: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  try {
    for (const token of tokenizer(body, { ecmaVersion: 2025 })) {
      tokens.push(body.slice(end, token.end));
      end = token.end;
    }
  } catch {
    // What the tokenizer alone cannot read stays together.
  }
  tokens.push(body.slice(end));
  return tokens;
}
