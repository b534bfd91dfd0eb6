/** Whether `import("s")` is a type or a value, where the tokens before it decide. */
import { classOf, NAME } from "./characters.ts";
import { type Frames, FUNCTION_PAREN, PAREN } from "./frames.ts";
import { UNCERTAIN } from "./skip.ts";
import type { Tokens } from "./tokens.ts";

const TYPE_OPERATORS = ["typeof", "keyof", "readonly", "unique"];
const DECLARATORS = ["const", "let", "var"];
const MODIFIERS = ["public", "private", "protected", "readonly", "override"];
/** Before `name =`, where no default of a type parameter can stand. */
const ASSIGNMENT_STARTS = [...DECLARATORS, ";", "{", "}", ".", ""];
const MAX_LOOK_BACK = 10;

/**
 * `type` or `value` for an `import` behind the last of `tokens`; throws `UNCERTAIN` when tokens do
 * not decide. Positions that are types as a whole (aliases, interfaces) are known to the caller.
 */
export function importTypeStanding(
  tokens: Tokens,
  frames: Frames,
  before: { readonly newline: boolean; readonly closedParameters: boolean },
): "type" | "value" {
  let back = 1;
  while (back < MAX_LOOK_BACK && tokens.isOneOf(back, TYPE_OPERATORS)) back++;
  if (back === 1 && tokens.isOneOf(1, ["await", "return", "void", "throw"])) {
    if (!tokens.isOneOf(2, [".", "?.", "#"])) return "value";
  }
  if (back === 1 && tokens.is(1, "=") && tokens.isOneOf(3, ASSIGNMENT_STARTS)) return "value";
  if (tokens.isOneOf(back, ["as", "satisfies"])) {
    // On a line of its own `as` could be a variable.
    const sure = !before.newline && !tokens.isOneOf(back + 1, [".", "?.", "#", ";", "{", "}", ""]);
    if (sure) return "type";
  }
  if (
    tokens.is(back, ":") && isAnnotation(tokens, frames, back + 1, back, before.closedParameters)
  ) {
    return "type";
  }
  throw UNCERTAIN;
}

/** Whether the colon behind token `at` begins the type of a variable, a parameter or a result. */
function isAnnotation(
  tokens: Tokens,
  frames: Frames,
  at: number,
  colon: number,
  closedParameters: boolean,
): boolean {
  if (tokens.is(at, "?")) return true;
  if (tokens.is(at, ")")) return closedParameters && colon === 1;
  if (classOf(tokens.textOf(at).charCodeAt(0)) !== NAME) return false;
  const owner = at + 1;
  if (tokens.isOneOf(owner, DECLARATORS)) return true;
  const inParameters = frames.kind === PAREN || frames.kind === FUNCTION_PAREN;
  return inParameters && tokens.isOneOf(owner, ["(", ",", "...", ...MODIFIERS]);
}
