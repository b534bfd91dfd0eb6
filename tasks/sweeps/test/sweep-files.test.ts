import assert from "node:assert/strict";
import { sweepFiles } from "../sweep-files-powers.ts";

Deno.test("a sweep runs the tests that ask how much is wanted, and no others", () => {
  const files = sweepFiles();
  for (
    const file of [
      "packages/sandbox-verifier/test/robustness.test.ts",
      "packages/ts-transformers/test/metamorphic/generated.test.ts",
      "packages/runner/test/simulation.test.ts",
    ]
  ) assert.ok(files.includes(file), file);
  assert.ok(!files.includes("packages/sandbox-verifier/test/verdict.test.ts"));
});
