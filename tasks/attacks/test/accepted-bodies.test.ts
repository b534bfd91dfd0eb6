/**
 * Bodies of the corpus that are accepted, whatever they try then: others read them alike, and in the
 * gauntlet they show no effect, nothing mutable and no state.
 */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { disagreements } from "../../../packages/runner/test/support/agreement/opinions.ts";
import { PACKAGES, VERIFIER } from "../../../packages/runner/test/support/gauntlet/accepting.ts";
import { Gauntlet } from "../../../packages/runner/test/support/gauntlet/gauntlet.ts";
import { runs } from "../../../packages/canonical/test/support/runs.ts";
import { readAttackFiles } from "../attack-files-powers.ts";

/** Others are asked about one in so many bodies; in a sweep about all. */
const ASKED_ONE_IN = runs(6, 1, 1);

/** Groups whose inputs do not end, or take memory. */
const WITHOUT_END = ["16-resources"];

const bodies = readAttackFiles()
  .filter(({ kind, group }) => kind === "body" && !WITHOUT_END.includes(group))
  .flatMap(({ path, files }) => files.map(({ name, text }) => ({ path: `${path} ${name}`, text })));

Deno.test("accepted bodies of the corpus are clean in the gauntlet, and read alike", () => {
  const gauntlet = new Gauntlet({ table: hostTable, packages: PACKAGES });
  let accepted = 0;
  for (const { path, text } of bodies) {
    const answer = VERIFIER.verifyBody(text, { specifier: "/main.js" });
    if (!answer.ok) continue;
    accepted++;
    if (accepted % ASKED_ONE_IN === 0) assert.deepEqual(disagreements(text, answer), [], path);
    assert.deepEqual(gauntlet.run(text, answer).violations, [], path);
  }
  assert.ok(accepted > 50, `${accepted} accepted`);
});
