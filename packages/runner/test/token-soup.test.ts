/**
 * Bodies whose tokens were changed, and tokens in any order: a verdict and no exception, the same
 * one twice; what is accepted is JavaScript to the engine and the same tokens to TypeScript.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type FuzzRun, fuzzRun } from "../../canonical/test/support/runs.ts";
import { acornTokens, typescriptTokens } from "./support/agreement/tokens.ts";
import { bodyArbitrary, editedArbitrary, soupArbitrary } from "./support/bodies/generated.ts";
import { VERIFIER } from "./support/gauntlet/accepting.ts";

const ACCEPT = new URL("../../sandbox-verifier/testdata/accept/", import.meta.url);
const CORPUS = [...Deno.readDirSync(ACCEPT)].map(({ name }) => name)
  .filter((name) => name.endsWith(".js"))
  .sort((a, b) => a < b ? -1 : 1)
  .map((name) => Deno.readTextFileSync(new URL(name, ACCEPT)));

/** Whether `body` is accepted, after all that any verdict has to meet; TypeScript is slow to ask. */
function judge(body: string, asksTypeScript = true): boolean {
  const [verdict, again] = [0, 1].map(() => VERIFIER.verifyBody(body, { specifier: "/body.ts" }));
  assert.deepEqual(verdict, again);
  if (!verdict!.ok) {
    assert.ok(verdict!.errors.length >= 1 && verdict!.errors.length <= 50);
    return false;
  }
  new Function("exports", "require", body);
  if (asksTypeScript) assert.deepEqual(acornTokens(body), typescriptTokens(body), body);
  return true;
}

function judgeAll(bodies: fc.Arbitrary<string>, run: FuzzRun, askedOneIn = 1): number {
  let judged = 0;
  let accepted = 0;
  fc.assert(
    fc.property(bodies, (body) => {
      if (judge(body, judged++ % askedOneIn === 0)) accepted++;
    }),
    run,
  );
  return accepted;
}

Deno.test("bodies with changed tokens have a verdict that everybody agrees with", () => {
  const run = fuzzRun(250, 20_000);
  const count = run.numRuns;
  const accepted = judgeAll(editedArbitrary(CORPUS), run);
  assert.ok(accepted > count / 50 && accepted < count / 2, `${accepted} of ${count} accepted`);
});

Deno.test("tokens in any order have a verdict that everybody agrees with", () => {
  const run = fuzzRun(600, 20_000);
  const count = run.numRuns;
  const accepted = judgeAll(soupArbitrary, run);
  assert.ok(accepted > 0 && accepted < count / 5, `${accepted} of ${count} accepted`);
});

Deno.test("bodies from the accept grammar are accepted, and read alike", () => {
  const run = fuzzRun(20, 20_000);
  assert.equal(judgeAll(bodyArbitrary, run, 5), run.numRuns);
});
