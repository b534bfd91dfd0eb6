/** JSON literals: printed text that reads back as the same value. */
import assert from "node:assert/strict";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { runs } from "../../../canonical/test/support/runs.ts";
import { jsonLiteral } from "../../2-rewrite/json-literal.ts";

const FILE = ts.createSourceFile("/x.ts", "", ts.ScriptTarget.ES2023);

function print(value: unknown): string {
  return ts.createPrinter().printNode(ts.EmitHint.Expression, jsonLiteral(value), FILE);
}

Deno.test("a JSON value prints as an expression with that value and its key order", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const read = runInThisContext(`(${print(value)})`);
      assert.equal(JSON.stringify(read), JSON.stringify(value));
    }),
    { numRuns: runs(100) },
  );
});

Deno.test("keys are bare where they can be, and __proto__ is an own property", () => {
  assert.equal(
    print(JSON.parse('{"$ref":"a","a-b":[-1,2.5],"__proto__":null,"enum":[true]}')),
    '{ $ref: "a", "a-b": [-1, 2.5], ["__proto__"]: null, enum: [true] }',
  );
});

Deno.test("what JSON cannot hold is refused", () => {
  assert.throws(() => jsonLiteral({ a: undefined }), /JSON holds no undefined/);
  assert.throws(() => jsonLiteral([NaN]), /JSON holds no NaN/);
});
