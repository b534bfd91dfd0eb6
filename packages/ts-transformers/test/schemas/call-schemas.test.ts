/** Each call and each boundary gets the schemas that its types and its uses give. */
import assert from "node:assert/strict";
import { CALL_CASES } from "./call-cases.ts";
import { emittedCalls } from "./emitted-schemas.ts";

for (const { text, calls } of CALL_CASES) {
  Deno.test(`schemas of ${text.split("\n").find((line) => line.startsWith("export")) ?? text}`, () => {
    const found = emittedCalls(text).map(({ name, literals }) =>
      [name, ...literals.map((literal) => JSON.stringify(literal))].join(" ")
    );
    assert.deepEqual(found, calls);
  });
}
