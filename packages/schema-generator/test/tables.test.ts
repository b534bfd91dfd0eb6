/** Each type of the tables gives its schema, byte for byte, alone and beside other modules. */
import assert from "node:assert/strict";
import { SchemaGenerator } from "@commonfabric/schema-generator";
import { COMPOSED } from "./composed.ts";
import { ROWS } from "./rows.ts";
import { generate, programOf, schemasOf } from "./schemas-of.ts";

const CASES = [...ROWS, ...COMPOSED];

Deno.test("every type of the tables has its schema, byte for byte", () => {
  const made = schemasOf(CASES.map(([text]) => ({ text })));
  CASES.forEach(([text, schema], n) => {
    assert.deepEqual(made[n]?.problems.map(({ params }) => params), [], text);
    assert.equal(JSON.stringify(made[n]?.schema), schema, text);
  });
});

Deno.test("the tables have at least 60 composed types", () => {
  assert.ok(COMPOSED.length >= 60, String(COMPOSED.length));
});

/** The words of `texts`, so that the checker meets literals, keys and names in reverse order. */
function decoy(texts: readonly string[]): string {
  const words = [...new Set(texts.flatMap((text) => text.match(/[A-Za-z_$]\w*/g) ?? []))]
    .sort((a, b) => a < b ? 1 : -1);
  const literals = words.map((word) => JSON.stringify(word)).join(" | ");
  const names = words.filter((word) => /^[A-Z]\w*$/.test(word) && word !== "T");
  const reserved = new Set(["JSX", "Symbol"]);
  return [
    `export type Words = ${literals} | 12 | 5 | 3 | 2 | 1 | 0 | undefined | true | false | null;`,
    `export type Keys = { [K in ${literals}]?: string | number | boolean | null };`,
    "export declare function use(words: Words, keys: Keys): void;",
    ...names.filter((name) => !reserved.has(name)).map((name) =>
      `export namespace Inner${name} { export interface ${name} { zz: "zz"; aa: "aa" } }`
    ),
  ].join("\n");
}

Deno.test("a schema does not depend on the other modules of the program", () => {
  const files = Object.fromEntries(CASES.map(([text], n) => [`/case${n}.ts`, text]));
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  const program = programOf({ "/aa-decoy.ts": decoy(CASES.map(([text]) => text)), ...reversed });
  // The checker orders what it meets first.
  const checker = program.getTypeChecker();
  program.getSourceFile("/aa-decoy.ts")?.statements.forEach((s) => checker.getTypeAtLocation(s));
  program.getSemanticDiagnostics(program.getSourceFile("/aa-decoy.ts"));
  const generator = new SchemaGenerator(program);
  CASES.toReversed().forEach(([text, schema], n) => {
    const made = generate(program, generator, `/case${CASES.length - 1 - n}.ts`);
    assert.equal(JSON.stringify(made.schema), schema, text);
  });
});
