/** Refused text, one character or neighbour away from honest text. */
import assert from "node:assert/strict";
import { firstRefusedText, REFUSED_TEXT } from "../mod.ts";

const refused = (text: string) => firstRefusedText(text)?.what;

Deno.test("of the control characters TAB and LF pass", () => {
  const found: number[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    if (refused(String.fromCharCode(code)) === "control-character") found.push(code);
  }
  const ascii = Array.from({ length: 0x20 }, (_, code) => code);
  assert.deepEqual(found, [
    ...ascii.filter((code) => code !== 0x09 && code !== 0x0a),
    ...[0x7f, 0x2028, 0x2029, 0xfeff],
  ]);
});

Deno.test("HTML-like comments are whole", () => {
  for (const text of ["<!--", "-->", "a<!--b", "a-->b", "--->"]) {
    assert.equal(refused(text), "html-comment", text);
  }
  for (const text of ["<!-", "!--", "<--", "->", "--", "<! --"]) {
    assert.equal(refused(text), undefined, text);
  }
});

/** What stands before a word: whether the word counts. */
const BEFORE: readonly (readonly [before: string, counts: boolean])[] = [
  ["", true],
  [" ", true],
  ["(", true],
  ["$", true],
  ["-", true],
  ["..", true],
  ["...", true],
  ["[...", true],
  [". ", true],
  [".", false],
  ["a.", false],
  ["?.", false],
  ["a", false],
  ["Z", false],
  ["0", false],
  ["_", false],
];

/** What stands behind a word: whether it is called there. */
const BEHIND: readonly (readonly [behind: string, counts: boolean])[] = [
  ["(", true],
  [" (", true],
  ["\n\t (", true],
  ["\u00a0\u3000(", true],
  ["/*", true],
  ["//", true],
  [" /*", true],
  [" //", true],
  ["/", false],
  [" / ", false],
  ["", false],
  ["a(", false],
  ["[", false],
  ["*", false],
  [")", false],
];

for (const word of ["import", "eval"]) {
  Deno.test(`${word} is a call by what stands before and behind it`, () => {
    for (const [before, isWord] of BEFORE) {
      for (const [behind, isCall] of BEHIND) {
        const text = `${before}${word}${behind}`;
        assert.equal(refused(text), isWord && isCall ? `${word}-call` : undefined, text);
      }
    }
  });
}

/** What stands behind `import`: whether a member of it is called there. */
const MEMBERS: readonly (readonly [behind: string, counts: boolean])[] = [
  [".defer(", true],
  [" . defer (", true],
  ["\n.\ndefer\n(", true],
  [".(", true],
  [". (", true],
  [".defer/*", true],
  [".defer //", true],
  ["./*", true],
  [".//", true],
  [".meta", false],
  [".meta.x(", false],
  [".defer", false],
  [".defer[", false],
  [".de-fer(", false],
  [".defer/1", false],
  ["./1", false],
  [",defer(", false],
];

Deno.test("a member of import is called by what stands before and behind it", () => {
  for (const [before, isWord] of BEFORE) {
    for (const [behind, isCall] of MEMBERS) {
      const text = `${before}import${behind}`;
      assert.equal(refused(text), isWord && isCall ? "import-member-call" : undefined, text);
    }
  }
});

Deno.test("the first refused text counts, whatever its kind, and every text is looked at anew", () => {
  assert.deepEqual(firstRefusedText("a --> eval("), { what: "html-comment", offset: 2, length: 3 });
  assert.deepEqual(firstRefusedText("eval( -->"), { what: "eval-call", offset: 0, length: 4 });
  for (let round = 0; round < 2; round++) {
    assert.equal(firstRefusedText("a import(x)")?.offset, 2);
  }
  assert.ok(REFUSED_TEXT.every(({ pattern }) => pattern.global));
  assert.ok(Object.isFrozen(REFUSED_TEXT));
});
