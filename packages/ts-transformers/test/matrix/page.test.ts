/** The page of the documentation that is made from the tables of the policy. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { POLICY_MATRIX } from "../../1-facts/decide/policy-matrix.ts";
import { generateMatrixPage } from "../../tasks/generate-matrix.ts";

Deno.test("the committed page of the matrix is what the tables generate", () => {
  const page = new URL("../../../../docs/policy-matrix.md", import.meta.url);
  assert.equal(readFileSync(page, "utf8"), generateMatrixPage());
});

Deno.test("the page of the matrix has one line for each of its rows", () => {
  const [, matrix = ""] = generateMatrixPage().split("## Matrix\n");
  const [table = ""] = matrix.split("## Methods of lists");
  const lines = table.split("\n").filter((line) => line.startsWith("| "));
  assert.equal(lines.length, POLICY_MATRIX.length + 2);
});
