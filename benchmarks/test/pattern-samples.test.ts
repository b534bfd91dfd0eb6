import assert from "node:assert/strict";
import { inEdition, patternFiles } from "../samples/pattern-files-powers.ts";
import { PatternCompiler, requireVerified } from "../harness/pattern-compiler.ts";
import { longPattern } from "../samples/long-pattern.ts";
import { withTypeErrors } from "../samples/type-errors.ts";

Deno.test("the sample is ten patterns of the announced size", () => {
  const files = [...patternFiles().values()];
  const bytes = files.reduce((sum, text) => sum + text.length, 0);
  const lines = files.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
  assert.equal(files.length, 10);
  assert.ok(bytes > 54_000 && bytes < 62_000, `${bytes} bytes`);
  assert.ok(lines > 1_800 && lines < 2_200, `${lines} lines`);
});

Deno.test("every sample compiles without a finding to a body that the verifier accepts", async () => {
  const compiler = await PatternCompiler.load();
  assert.deepEqual(compiler.findings(patternFiles()), []);
  const bodies = compiler.compile(patternFiles());
  assert.equal(bodies.size, 10);
  requireVerified(bodies);
});

Deno.test("an edition is other text with the same body", async () => {
  const compiler = await PatternCompiler.load();
  const text = patternFiles().get("/quiz.tsx")!;
  assert.notEqual(inEdition(text, 1), inEdition(text, 2));
  const [first, second] = [1, 2].map((edition) =>
    compiler.compile(new Map([["/quiz.tsx", inEdition(text, edition)]])).get("/quiz.tsx")!.js
  );
  assert.equal(first, second);
});

Deno.test("planted type errors are all found, one each", async () => {
  const compiler = await PatternCompiler.load();
  const { files, errors } = withTypeErrors(new Map([["/a.tsx", longPattern(8, 0)]]));
  assert.equal(errors, 3);
  const found = compiler.findings(files).filter((finding) => / TS\d+$/.test(finding));
  assert.equal(found.length, errors);
});

Deno.test("a long pattern has its statements and compiles", async () => {
  const compiler = await PatternCompiler.load();
  for (const statements of [4, 21]) {
    const text = longPattern(statements, 0);
    const body = text.slice(text.indexOf("=> {"), text.indexOf("\n  return {"));
    assert.equal(body.match(/^ {2}const /gm)?.length, statements);
    requireVerified(compiler.compile(new Map([["/long.tsx", text]])));
  }
});
