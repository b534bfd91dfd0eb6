/** The loader's own look for calls of `import`: what it finds, and that it asks for less than the verifier. */
import assert from "node:assert/strict";
import { firstRefusedText } from "@commonfabric/contract";
import fc from "fast-check";
import { runs } from "../../canonical/test/support/runs.ts";
import { importCallOffset } from "../sandbox/import-text.ts";

const CALLS: readonly (readonly [string, number])[] = [
  ["import(x)", 0],
  ["a; import\n\t(x)", 3],
  ["import/* c */(x)", 0],
  ["import // c\n(x)", 0],
  ["[...import(x)]", 4],
  ["$import(x)", 1],
  ["import.defer(x)", 0],
  ["import . source /**/ (x)", 0],
  ["import./**/defer(x)", 0],
  ["o.import(x), import(x)", 13],
  ["'import (CSV)'", 1],
];

const OTHERS = [
  "",
  "import",
  "import x",
  "o.import(x)",
  "reimport(x)",
  "important(x)",
  "import.meta",
  "'./import.ts'",
  "import.meta.url(x)",
];

Deno.test("a word import is found where a call may follow, and nowhere else", () => {
  for (const [text, offset] of CALLS) assert.equal(importCallOffset(text), offset, text);
  for (const text of OTHERS) assert.equal(importCallOffset(text), -1, text);
});

Deno.test("what the loader takes for a call of import, the verifier refuses as text", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "import",
      ".",
      "..",
      "...",
      "(",
      "/*",
      "*/",
      "//",
      "\n",
      " ",
      "a",
      "_",
      "$",
      "\u00a0",
      "meta",
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(pieces, (list) => {
      const text = list.join("");
      if (importCallOffset(text) >= 0) assert.ok(firstRefusedText(text) !== undefined, text);
    }),
    { numRuns: runs(2_000) },
  );
});
