/** The verdict is about what a body means: another spelling has the same surface, or the same refusal. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { fuzzRun } from "../../canonical/test/support/runs.ts";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  makeVerdictMemo,
  makeVerifier,
  type Rejection,
  type Verdict,
} from "@commonfabric/sandbox-verifier";
import { Tape } from "../../ts-transformers/test/metamorphic/tape.ts";
import { bodyArbitrary, mutantArbitrary } from "./support/bodies/generated.ts";
import { SAME_MEANING } from "./support/bodies/same-meaning.ts";
import { VERIFIER } from "./support/gauntlet/accepting.ts";

const bodies = fc.oneof(bodyArbitrary, mutantArbitrary);
const tapes = fc.array(fc.nat({ max: 9_999 }), { minLength: 64, maxLength: 64 });

/** What a verdict says apart from positions and digests, or the codes of a refusal. */
function meaning(answer: Verdict | Rejection): unknown {
  if (!answer.ok) return new Set(answer.errors.map(({ code }) => code));
  const { importedNames, exports, starTargets, topLevelFunctions } = answer;
  const { imports, hoistedExports, hoistSymbols, hasHoistRegistration, thunks } = answer;
  return {
    imports,
    importedNames,
    exports,
    starTargets,
    topLevelFunctions,
    hoistedExports,
    hoistSymbols,
    hasHoistRegistration,
    thunks: thunks.length,
  };
}

for (const change of SAME_MEANING) {
  Deno.test(`a body keeps its verdict with ${change.name}`, () => {
    const run = fuzzRun(60, 1_500);
    const count = run.numRuns;
    let changed = 0;
    fc.assert(
      fc.property(bodies, tapes, (body, numbers) => {
        const other = change(body, new Tape(numbers));
        if (other !== body) changed++;
        const [one, two] = [body, other].map((text) =>
          meaning(VERIFIER.verifyBody(text, { specifier: "/body.ts" }))
        );
        assert.deepEqual(two, one, `${body}\n\nis not\n\n${other}`);
      }),
      run,
    );
    assert.ok(changed > count / 20, `${changed} of ${count} bodies were changed`);
  });
}

Deno.test("a remembered verdict is the one that a check gives, under each policy its own", () => {
  const memo = makeVerdictMemo();
  const verifiers = [{}, { allowThunks: false }].map((switches) => {
    const options = { policy: { hosts: hostTable, ...switches }, sha256: nodeSha256 };
    const make = (more: object) => makeVerifier({ ...options, verifierVersion: "memo", ...more });
    return { remembering: make({ memo }), forgetful: make({}) };
  });
  let differing = 0;
  fc.assert(
    fc.property(bodies, (body) => {
      const [open, closed] = verifiers.map(({ remembering, forgetful }) => {
        const [first, again, checked] = [remembering, remembering, forgetful].map((verifier) =>
          verifier.verifyBody(body, { specifier: "/body.ts" })
        );
        assert.deepEqual(first, checked);
        assert.deepEqual(again, checked);
        return checked!;
      });
      if (open!.ok !== closed!.ok) differing++;
    }),
    fuzzRun(60, 1_000),
  );
  assert.ok(differing > 0, "no body that a policy decides about");
});
