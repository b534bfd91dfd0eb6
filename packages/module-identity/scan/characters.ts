/** Character classes and reserved words of the lexical scan. */

/** Class of each ASCII unit; `OTHER` is punctuation that has more than one meaning. */
export const OTHER = 0;
export const NAME = 1;
export const DIGIT = 2;
export const SPACE = 3;
export const NEWLINE = 4;
/** An operator or separator of one character that says nothing else. */
export const PLAIN = 5;

/** The class of each ASCII unit. */
export const CLASSES: Uint8Array = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit);
  if (/[A-Za-z_$]/.test(character)) CLASSES[unit] = NAME;
  else if (/[0-9]/.test(character)) CLASSES[unit] = DIGIT;
  else if (/[\t\v\f ]/.test(character)) CLASSES[unit] = SPACE;
  else if (/[\n\r]/.test(character)) CLASSES[unit] = NEWLINE;
  else if (/[,:*%&|^~@]/.test(character)) CLASSES[unit] = PLAIN;
}

/**
 * The class of `unit`. White space is what TypeScript takes for it; beyond ASCII, everything else
 * belongs to a name.
 */
export function classOf(unit: number): number {
  if (unit < 128) return CLASSES[unit]!;
  if (unit === 0x2028 || unit === 0x2029) return NEWLINE;
  if (isWideSpace(unit)) return SPACE;
  return unit > 127 ? NAME : OTHER; // NaN, behind the end, is no name
}

function isWideSpace(unit: number): boolean {
  return unit === 0xa0 || unit === 0xfeff || unit === 0x85 || unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200b) || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** The end of the name or number part that starts at `at`. */
export function endOfName(text: string, at: number): number {
  const { length } = text;
  let end = at;
  for (; end < length; end++) {
    const unit = text.charCodeAt(end);
    const kind = unit < 128 ? CLASSES[unit]! : classOf(unit);
    if (kind !== NAME && kind !== DIGIT) break;
  }
  return end;
}

/** Behind a number: digits, letters, separators and dots belong to it. */
export function endOfNumber(text: string, at: number): number {
  let end = endOfName(text, at);
  while (text.charCodeAt(end) === 0x2e) end = endOfName(text, end + 1);
  return end;
}

/** What a reserved word means to the reader of the next token. */
export const WORD_NAME = 0;
/** An operand follows: `return`, `typeof`, ... */
export const WORD_OPERATOR = 1;
/** What follows depends on more than tokens. */
export const WORD_UNKNOWN = 2;
/** Parentheses follow that do not end an operand: `if (...)`. */
export const WORD_CONTROL = 3;
export const WORD_IMPORT = 4;
export const WORD_EXPORT = 5;
export const WORD_FUNCTION = 6;
export const WORD_TYPE = 7;
export const WORD_INTERFACE = 8;

const WORDS = new Map<number, [string, number][]>();
for (
  const [meaning, words] of [
    [
      WORD_OPERATOR,
      "return typeof instanceof in new delete void throw case do else yield await default",
    ],
    [WORD_UNKNOWN, "of extends debugger break continue"],
    [WORD_CONTROL, "if while for with"],
    [WORD_IMPORT, "import"],
    [WORD_EXPORT, "export"],
    [WORD_FUNCTION, "function"],
    [WORD_TYPE, "type"],
    [WORD_INTERFACE, "interface"],
  ] as const
) {
  for (const word of words.split(" ")) {
    const key = wordKey(word.length, word.charCodeAt(0));
    WORDS.set(key, [...WORDS.get(key) ?? [], [word, meaning]]);
  }
}

/** The words by length and first letter, as a dense table: most names need one look. */
const TABLE: readonly (readonly [string, number][] | undefined)[] = Array.from(
  { length: 12 * 32 },
  (_, key) => WORDS.get(key),
);

function wordKey(length: number, first: number): number {
  return length * 32 + (first & 31);
}

/** The meaning of the word at `start..end`, whose first unit is `first`. */
export function wordMeaning(text: string, first: number, start: number, end: number): number {
  const length = end - start;
  if (length > 10 || first < 0x61 || first > 0x7a) return WORD_NAME;
  const candidates = TABLE[wordKey(length, first)];
  if (candidates === undefined) return WORD_NAME;
  for (let at = 0; at < candidates.length; at++) {
    const [word, meaning] = candidates[at]!;
    const second = text.charCodeAt(start + 1);
    if (second === word.charCodeAt(1) && text.startsWith(word, start)) return meaning;
  }
  return WORD_NAME;
}
