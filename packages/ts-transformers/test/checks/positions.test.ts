import assert from "node:assert/strict";
import { find, withImports } from "./find.ts";

const CAST = "x as unknown as { a: 1 }";

/** Prefixes on the line of the culprit, with the UTF-16 units that they have. */
const BEFORE: Readonly<Record<string, string>> = {
  "tabs": "\t\t",
  "an astral character": '"\u{1f600}"; ', // grinning face
  "combining characters": '"e\u0301"; ', // e, acute accent
};

for (const [name, before] of Object.entries(BEFORE)) {
  Deno.test(`a position counts UTF-16 units after ${name}`, () => {
    const text = withImports(`export const f = (x: object) => {\n${before}return ${CAST}; };`);
    const [finding] = find(text);
    const offset = text.indexOf(CAST);
    assert.deepEqual([finding!.offset, finding!.length], [offset, CAST.length]);
    assert.equal(finding!.column, before.length + "return ".length + 1);
    assert.equal(finding!.line, text.slice(0, offset).split("\n").length);
  });
}

Deno.test("a position is the same after CRLF, and after a byte order mark one column later", () => {
  const lines = withImports(`export const f = (x: object) => {\nreturn ${CAST}; };`);
  const [plain] = find(lines);
  const crlf = lines.replaceAll("\n", "\r\n");
  const [inCrlf] = find(crlf);
  assert.deepEqual([inCrlf!.line, inCrlf!.column], [plain!.line, plain!.column]);
  assert.equal(crlf.slice(inCrlf!.offset!, inCrlf!.offset! + inCrlf!.length!), CAST);
  const [marked] = find(`\ufeff${lines}`);
  assert.deepEqual([marked!.line, marked!.column], [plain!.line, plain!.column]);
  assert.equal(marked!.offset, plain!.offset! + 1);
});
