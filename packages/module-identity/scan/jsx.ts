/** JSX as the lexical scan sees it: which `<` begins an element, and where tags and children end. */
import { classOf, DIGIT, endOfName, NAME } from "./characters.ts";
import { type Frames, JSX_ATTRIBUTE, JSX_CHILD, JSX_ELEMENT } from "./frames.ts";
import { isQuote, skipTrivia, UNCERTAIN } from "./skip.ts";

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_PAREN = 0x28;
const CLOSE_PAREN = 0x29;
const COMMA = 0x2c;
const EQUALS = 0x3d;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const DASH = 0x2d;
const DOT = 0x2e;

/** Longest parameter list that is read to tell a generic function type from an element. */
const MAX_LOOK_AHEAD = 512;

/**
 * Whether `<` at `at`, where an operand is due, begins type parameters rather than an element. The
 * rules for arrow functions are TypeScript's: a comma, `=` or `extends` behind the first name.
 */
export function beginsTypeParameters(text: string, at: number): boolean {
  const name = skipTrivia(text, at + 1);
  const end = endOfName(text, name);
  if (end === name) return false;
  const next = skipTrivia(text, end);
  const unit = text.charCodeAt(next);
  if (unit === COMMA || unit === EQUALS) return true;
  if (end - name === 5 && text.startsWith("const", name) && endOfName(text, next) > next) {
    return true;
  }
  if (text.startsWith("extends", next) && endOfName(text, next) === next + 7 && next > end) {
    const bound = text.charCodeAt(skipTrivia(text, next + 7));
    return bound !== EQUALS && bound !== GREATER && bound !== SLASH;
  }
  return unit === GREATER && isFunctionType(text, skipTrivia(text, next + 1));
}

/** Whether `(...) =>` stands at `at`: as text of an element it would hold a bare `>`. */
function isFunctionType(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== OPEN_PAREN) return false;
  let depth = 0;
  const limit = Math.min(text.length, at + MAX_LOOK_AHEAD);
  for (let end = at; end < limit; end++) {
    const unit = text.charCodeAt(end);
    if (unit === OPEN_PAREN) depth++;
    else if (unit === CLOSE_PAREN && --depth === 0) {
      const next = skipTrivia(text, end + 1);
      if (text.startsWith("=>", next)) return true;
      const follows = text.charCodeAt(next);
      if (
        follows === COLON || follows === SEMICOLON || follows === COMMA || follows === CLOSE_BRACE
      ) throw UNCERTAIN;
      return false;
    }
  }
  throw UNCERTAIN;
}

/** What of an element is being read. */
type Part = "attributes" | "children" | "code";

interface Position {
  readonly at: number;
  readonly part: Part;
}

/** Reads the element whose `<` is at `at` up to where code goes on: an expression, or its end. */
export function readElement(text: string, at: number, frames: Frames): number {
  return readToCode(text, openTag(text, at, frames), frames);
}

/** Goes on in the opening tag of the innermost element, behind an expression. */
export function resumeAttributes(text: string, at: number, frames: Frames): number {
  return readToCode(text, { at, part: "attributes" }, frames);
}

/** Goes on among the children of the innermost element, behind an expression. */
export function resumeChildren(text: string, at: number, frames: Frames): number {
  return readToCode(text, { at, part: "children" }, frames);
}

/** A loop and not a descent: nesting is bounded by the text only. */
function readToCode(text: string, position: Position, frames: Frames): number {
  while (position.part !== "code") {
    position = position.part === "attributes"
      ? readAttribute(text, position.at, frames)
      : readChild(text, position.at, frames);
  }
  return position.at;
}

function openTag(text: string, at: number, frames: Frames): Position {
  const name = skipTrivia(text, at + 1);
  if (text.charCodeAt(name) === GREATER) {
    frames.push(JSX_ELEMENT, false, name, name);
    return { at: name + 1, part: "children" };
  }
  const end = endOfTagName(text, name);
  if (end === name) throw UNCERTAIN;
  frames.push(JSX_ELEMENT, false, name, end);
  return { at: end, part: "attributes" };
}

/** An attribute name, a value, or the end of the tag. */
function readAttribute(text: string, from: number, frames: Frames): Position {
  const at = skipTrivia(text, from);
  const unit = text.charCodeAt(at);
  if (unit === GREATER) return { at: at + 1, part: "children" };
  if (unit === OPEN_BRACE) {
    frames.push(JSX_ATTRIBUTE, false);
    return { at: at + 1, part: "code" };
  }
  if (unit === SLASH) {
    const close = skipTrivia(text, at + 1);
    if (text.charCodeAt(close) !== GREATER) throw UNCERTAIN;
    frames.pop();
    return afterElement(close + 1, frames);
  }
  if (isQuote(unit)) return { at: endOfAttributeString(text, at), part: "attributes" };
  if (unit === EQUALS) {
    const value = skipTrivia(text, at + 1);
    const first = text.charCodeAt(value);
    if (first !== OPEN_BRACE && !isQuote(first)) throw UNCERTAIN;
    return { at: value, part: "attributes" };
  }
  const end = endOfTagName(text, at);
  if (end === at) throw UNCERTAIN;
  return { at: end, part: "attributes" };
}

/** Text up to the next tag or expression, and that one's beginning. */
function readChild(text: string, from: number, frames: Frames): Position {
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case OPEN_BRACE:
        frames.push(JSX_CHILD, false);
        return { at: at + 1, part: "code" };
      case CLOSE_BRACE:
      case GREATER:
        throw UNCERTAIN;
      case LESS: {
        const next = skipTrivia(text, at + 1);
        return text.charCodeAt(next) === SLASH
          ? closeTag(text, next, frames)
          : openTag(text, at, frames);
      }
    }
  }
  throw UNCERTAIN;
}

function closeTag(text: string, slash: number, frames: Frames): Position {
  const name = skipTrivia(text, slash + 1);
  const end = endOfTagName(text, name);
  const close = skipTrivia(text, end);
  if (text.charCodeAt(close) !== GREATER) throw UNCERTAIN;
  frames.popElement(text, name, end);
  return afterElement(close + 1, frames);
}

/** Behind an element: among the children of the one around it, or in code. */
function afterElement(at: number, frames: Frames): Position {
  return { at, part: frames.kind === JSX_ELEMENT ? "children" : "code" };
}

function endOfTagName(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    const kind = classOf(unit);
    if (kind === NAME || kind === DIGIT) continue;
    if (unit !== DASH && unit !== DOT && unit !== COLON) break;
  }
  return end;
}

/** Attribute strings have no escapes and may hold line ends. */
function endOfAttributeString(text: string, at: number): number {
  const close = text.indexOf(text[at]!, at + 1);
  if (close < 0) throw UNCERTAIN;
  return close + 1;
}
