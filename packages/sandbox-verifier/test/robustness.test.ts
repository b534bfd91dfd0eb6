/** Edited bodies: a verdict and never an exception, and nothing that the engine would not parse. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { verify } from "./support/verify.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const FOLDER = new URL("../testdata/accept/", import.meta.url);
const BODIES = [...Deno.readDirSync(FOLDER)]
  .filter(({ name }) => name.endsWith(".js"))
  .map(({ name }) => Deno.readTextFileSync(new URL(name, FOLDER)));

const CHARACTERS = [
  ..."(){}[];,.=+-*/<>!?:&|`'\"\\$#@ \n\t0aeEn",
  "\ud800",
  "\u2028",
  "\u00a0",
  "\0",
];

Deno.test("random edits of accepted bodies have a verdict, and what is accepted V8 parses", () => {
  const edit = fc.record({
    body: fc.constantFrom(...BODIES),
    at: fc.nat(),
    remove: fc.nat(8),
    insert: fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(edit, ({ body, at, remove, insert }) => {
      const start = at % body.length;
      const edited = body.slice(0, start) + insert.join("") + body.slice(start + remove);
      const answer = verify(edited);
      if (!answer.ok) {
        assert.ok(answer.errors.length >= 1 && answer.errors.length <= 50);
        return;
      }
      // The parser of the engine is the second opinion; nothing is called.
      new Function("exports", "require", edited);
    }),
    { numRuns: runs(4_000) },
  );
});

Deno.test("every prefix of an accepted body has a verdict", () => {
  for (const body of BODIES) {
    for (let end = 0; end < body.length; end += 7) {
      const answer = verify(body.slice(0, end));
      assert.equal(typeof answer.ok, "boolean");
    }
  }
});
