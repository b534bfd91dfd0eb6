/**
 * The loader's own look at a body before it is evaluated: whether its text could ask for a module at
 * run time. It shares nothing with the verifier, so that both would have to fail.
 */

/** Thrown for a body that could ask for a module at run time; it was not evaluated. */
export class ImportTextError extends Error {
  override readonly name = "ImportTextError";
  constructor(path: string, offset: number) {
    super(
      `Cannot evaluate ${path}: its text asks for a module at run time (at offset ${offset}). ` +
        "Use a static import.",
    );
  }
}

/**
 * The offset of a word `import` in `text` after which a call follows: an opening parenthesis or a
 * comment, or a point, a name and one of these; -1 for none. Text in literals counts as well. A
 * single point before the word makes it a member.
 */
export function importCallOffset(text: string): number {
  for (let at = text.indexOf(WORD); at >= 0; at = text.indexOf(WORD, at + 1)) {
    if (isWordStart(text, at) && isCalled(text, at + WORD.length)) return at;
  }
  return -1;
}

const WORD = "import";

function isWordStart(text: string, at: number): boolean {
  if (isWordPart(text.charCodeAt(at - 1))) return false;
  return text[at - 1] !== "." || text[at - 2] === ".";
}

function isCalled(text: string, after: number): boolean {
  const at = skipSpace(text, after);
  if (opensCall(text, at)) return true;
  if (text[at] !== ".") return false;
  const name = skipSpace(text, at + 1);
  if (opensCall(text, name)) return true;
  let end = name;
  while (isWordPart(text.charCodeAt(end))) end++;
  return end > name && opensCall(text, skipSpace(text, end));
}

/** A parenthesis, or a comment, behind which one may stand. */
function opensCall(text: string, at: number): boolean {
  return text[at] === "(" || (text[at] === "/" && (text[at + 1] === "*" || text[at + 1] === "/"));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at]!.trim() === "") at++;
  return at;
}

/** A letter, digit or underscore of ASCII; false for the NaN beyond the ends of a text. */
function isWordPart(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f ||
    (unit >= 0x61 && unit <= 0x7a);
}
