/**
 * Generated bodies: what the accept grammar makes is accepted and clean, and what tries to keep
 * state is refused, fails to load, or keeps none.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { fuzzRun } from "../../canonical/test/support/runs.ts";
import { hostTable } from "@commonfabric/api";
import { bodyArbitrary, mutantArbitrary } from "./support/bodies/generated.ts";
import { acceptedVerdict, VERIFIER } from "./support/gauntlet/accepting.ts";
import { Gauntlet } from "./support/gauntlet/gauntlet.ts";

const gauntlet = new Gauntlet({ table: hostTable });

Deno.test("a generated body is accepted and clean in the gauntlet", () => {
  let compared = 0;
  let failed = 0;
  const run = fuzzRun(60, 1_000);
  const bodies = run.numRuns;
  fc.assert(
    fc.property(bodyArbitrary, (body) => {
      const result = gauntlet.run(body, acceptedVerdict(body));
      assert.deepEqual(result.violations, [], body);
      compared += result.compared;
      if (result.loadError !== undefined) failed++;
    }),
    run,
  );
  assert.ok(compared > 8 * bodies, `${compared} calls of ${bodies} bodies`);
  assert.ok(failed < bodies / 8, `${failed} of ${bodies} bodies do not load`);
});

Deno.test("a body that tries to keep state is refused, fails to load, or keeps none", () => {
  let accepted = 0;
  const run = fuzzRun(120, 1_200);
  const mutants = run.numRuns;
  fc.assert(
    fc.property(mutantArbitrary, (body) => {
      const verdict = VERIFIER.verifyBody(body, { specifier: "/body.ts" });
      if (!verdict.ok) return;
      accepted++;
      assert.deepEqual(gauntlet.run(body, verdict).violations, [], body);
    }),
    run,
  );
  // Both halves of the property have something to say.
  assert.ok(accepted > mutants / 10 && accepted < mutants, `${accepted} of ${mutants} accepted`);
});
