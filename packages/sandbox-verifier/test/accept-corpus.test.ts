/** Bodies as TypeScript emits them are accepted, and their verdicts are their record surfaces. */
import assert from "node:assert/strict";
import { summaryOf, type VerdictSummary } from "./support/verdict-summary.ts";
import { accepted } from "./support/verify.ts";

const FOLDER = new URL("../testdata/accept/", import.meta.url);

const EXPECTATIONS: Readonly<Record<string, VerdictSummary>> = JSON.parse(
  Deno.readTextFileSync(new URL("expectations.json", FOLDER)),
);

for (const [name, expected] of Object.entries(EXPECTATIONS)) {
  Deno.test(`accepts ${name}`, () => {
    const body = Deno.readTextFileSync(new URL(`${name}.js`, FOLDER));
    const verdict = accepted(body);
    assert.deepEqual(summaryOf(verdict, body), expected);
    assert.deepEqual(verdict.imports, Object.keys(expected.importedNames));
    assert.equal(verdict.hasHoistRegistration, expected.hoistSymbols.length > 0);
  });
}

Deno.test("every body of the accept corpus has an expectation", () => {
  const files = [...Deno.readDirSync(FOLDER)].map(({ name }) => name);
  const bodies = files.filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3));
  assert.deepEqual(new Set(bodies), new Set(Object.keys(EXPECTATIONS)));
});

Deno.test("white space, parentheses and renamed locals keep the surface of a body", () => {
  const plain = accepted('"use strict";\nexports.a = 1 + 2;\nexports.f = f;\nfunction f(x) { x; }');
  const other = accepted(
    '"use strict"; exports .a\n= ((1)+(2)); exports["f"]=(f);function f(y){y}',
  );
  assert.deepEqual(other.exports, plain.exports);
  assert.deepEqual(other.hoistedExports, plain.hoistedExports);
});
