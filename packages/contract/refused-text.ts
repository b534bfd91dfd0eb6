/**
 * Text that the sandbox refuses in an emitted body, inside literals and comments too. The
 * compiler's literal pass removes it from honest code; the verifier and the loader refuse it.
 */

/** One kind of refused text. `pattern` is global and linear; use {@link firstRefusedText}. */
export interface RefusedText {
  readonly what:
    | "html-comment"
    | "import-call"
    | "import-member-call"
    | "eval-call"
    | "control-character";
  readonly pattern: RegExp;
}

/**
 * `import` or `eval` at a word boundary, not preceded by a single `.`, followed by optional white
 * space and `(`, `/*` or `//`. A spread (`...import(`) is preceded by three dots and is refused.
 * `import.defer(` and its like are calls as well.
 */
export const REFUSED_TEXT: readonly RefusedText[] = Object.freeze([
  {
    what: "control-character",
    // deno-lint-ignore no-control-regex -- control characters are what this pattern is about
    pattern: /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/g,
  },
  { what: "html-comment", pattern: /<!--|-->/g },
  {
    what: "import-call",
    pattern: /import(?<!(?:^|[^.])\.import)(?<!\wimport)(?=\s*(?:\(|\/[*/]))/g,
  },
  {
    what: "import-member-call",
    pattern:
      /import(?<!(?:^|[^.])\.import)(?<!\wimport)(?=\s*\.\s*(?:(?:\w+\s*)?\(|(?:\w+\s*)?\/[*/]))/g,
  },
  {
    what: "eval-call",
    pattern: /eval(?<!(?:^|[^.])\.eval)(?<!\weval)(?=\s*(?:\(|\/[*/]))/g,
  },
]);

/** The first refused text of `text` and its offset in UTF-16 units, or `undefined`. */
export function firstRefusedText(
  text: string,
): { what: RefusedText["what"]; offset: number; length: number } | undefined {
  let first: { what: RefusedText["what"]; offset: number; length: number } | undefined;
  for (const { what, pattern } of REFUSED_TEXT) {
    pattern.lastIndex = 0;
    const match = pattern.exec(text);
    if (match !== null && (first === undefined || match.index < first.offset)) {
      first = { what, offset: match.index, length: match[0].length };
    }
  }
  return first;
}

/** A comment with this text is refused in a body: it would rename the script in stack traces. */
export const REFUSED_COMMENT: RegExp = /source(?:Mapping)?URL/;
