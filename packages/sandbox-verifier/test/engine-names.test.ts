/** Names that acorn takes and the engine does not are refused. */
import assert from "node:assert/strict";
import * as acorn from "acorn";
import { accepted, bodyOf, rejections } from "./support/verify.ts";

const inName = (name: string) => bodyOf(`exports.f = f;\nfunction f() { const ${name} = 1; }`);

/** Exported, and missing in its types. */
const { isIdentifierStart } = acorn as unknown as {
  readonly isIdentifierStart: (code: number, isAstral: boolean) => boolean;
};

/** No letter is assigned beyond. */
const LAST_LETTER = 0x3ffff;

/** Letters of newer versions of Unicode than the engine has. */
function unknownLetters(): string[] {
  const found: string[] = [];
  for (let code = 0x80; code <= LAST_LETTER; code++) {
    const letter = String.fromCodePoint(code);
    if (isIdentifierStart(code, true) && !/\p{ID_Start}/u.test(letter)) found.push(letter);
  }
  return found;
}

Deno.test("a letter that only the parser knows is refused where it stands", () => {
  const letters = unknownLetters();
  const step = Math.max(1, Math.floor(letters.length / 50));
  for (let at = 0; at < letters.length; at += step) {
    const body = inName(letters[at]!);
    assert.throws(() => new Function(body), SyntaxError);
    assert.deepEqual(rejections(body), ["verify:syntax 3:22"]);
    assert.deepEqual(rejections(inName(`a${letters[at]}`)), ["verify:syntax 3:22"]);
  }
});

Deno.test("letters that both know are accepted, in names, private names and after a joiner", () => {
  accepted(inName("caf\u00e9")); // LATIN SMALL LETTER E WITH ACUTE
  accepted(inName("\u{20000}")); // a CJK ideograph beyond the basic plane
  accepted(inName("a\u200db")); // ZERO WIDTH JOINER
  accepted(bodyOf("exports.f = f;\nfunction f() { return class { #\u03c0 = 1; }; }"));
});

Deno.test("nothing is named arguments, class expressions included", () => {
  const body = bodyOf("exports.f = f;\nfunction f() { return class arguments {}; }");
  assert.throws(() => new Function("exports", body), SyntaxError);
  assert.deepEqual(rejections(body), ["verify:syntax 3:29"]);
  accepted(body.replace("class arguments", "class Arguments"));
});
