/**
 * How deep the brackets of a text nest, found before any parser recurses into it. The raw count of
 * opening brackets decides almost always; only above the limit does a lexical pass look closer.
 */

const OPENING = /[([{]/g;
const CLOSES: ReadonlyMap<string, string> = new Map([[")", "("], ["]", "["], ["}", "{"]]);

/**
 * The offset (UTF-16 units) at which `text` nests deeper than `limit` brackets, or -1. Strings,
 * templates and comments do not count. Regular expressions and JSX text are not recognised: a
 * bracket in them that nothing closes is dropped by the next closing bracket around it.
 */
export function nestingOffset(text: string, limit: number): number {
  let opened = 0;
  OPENING.lastIndex = 0;
  while (OPENING.test(text)) {
    if (++opened > limit) return lexicalNestingOffset(text, limit);
  }
  return -1;
}

function lexicalNestingOffset(text: string, limit: number): number {
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    switch (character) {
      case "\\":
        i++;
        break;
      case '"':
      case "'":
        i = endOfString(text, i);
        break;
      case "`":
        if (open.at(-1) === "`") open.pop();
        else i = templateChunk(text, i, open);
        break;
      case "/":
        i = endOfComment(text, i);
        break;
      case "(":
      case "[":
      case "{":
        open.push(character);
        break;
      case ")":
      case "]":
      case "}": {
        const at = open.lastIndexOf(CLOSES.get(character)!);
        if (at >= 0) open.length = at;
        // The brace that closes a substitution leads back into the template around it.
        if (character === "}" && open.at(-1) === "`") {
          open.pop();
          i = templateChunk(text, i, open);
        }
        break;
      }
    }
    if (open.length > limit) return i;
  }
  return -1;
}

/** The offset of the closing quote on the same line, else `start`: an apostrophe in JSX text. */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i;
    else if (text[i] === "\n") return start;
  }
  return start;
}

/** Past the text of a template up to its end, or to a substitution, which is pushed as two levels. */
function templateChunk(text: string, start: number, open: string[]): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") return i;
    else if (text[i] === "$" && text[i + 1] === "{") {
      open.push("`", "{");
      return i + 1;
    }
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  const next = text[start + 1];
  const end = next === "/"
    ? text.indexOf("\n", start)
    : next === "*"
    ? text.indexOf("*/", start + 2) + 1
    : start;
  return end < start ? (next === "/" || next === "*" ? text.length : start) : end;
}
