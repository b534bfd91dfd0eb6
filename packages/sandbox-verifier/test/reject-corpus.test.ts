/**
 * Refusals that are no row of the attack corpus: each row, its nearest accepted neighbour, and what
 * its rule is for.
 */
import assert from "node:assert/strict";
import type { RuleId } from "../mod.ts";
import { REJECT_CORPUS } from "./support/reject-corpus.ts";
import { accepted, checkWithout, rejections, verifierFor } from "./support/verify.ts";

for (const { rule, name, body, expect, accept, policy } of REJECT_CORPUS) {
  Deno.test(`${rule} refuses ${name}`, () => {
    const verifier = verifierFor(policy ?? {});
    assert.equal(rejections(body, verifier)[0], expect);
    if (accept !== undefined) accepted(accept, verifier);
  });
}

Deno.test("an error names the rule that refused, with a hint and a position in the body", () => {
  for (const { rule, body, policy } of REJECT_CORPUS) {
    const answer = verifierFor(policy ?? {}).verifyBody(body, { specifier: "/a.ts" });
    assert.ok(!answer.ok);
    const [first] = answer.errors;
    assert.equal(first!.phase, "verify");
    assert.ok(first!.notes[0]!.message.length > 10);
    if (!REJECT_CORPUS.some((row) => row.also !== undefined && row.body === body)) {
      assert.equal(first!.rule, rule, body);
    }
  }
});

/** Text that does not parse is accepted by no switch. */
const NOT_DELETABLE: readonly RuleId[] = ["X7"];

Deno.test("each rule is needed: without it some refused body is accepted", () => {
  const rules = new Set(REJECT_CORPUS.map(({ rule }) => rule));
  for (const rule of rules) {
    if (NOT_DELETABLE.includes(rule)) continue;
    const freed = REJECT_CORPUS.filter((row) =>
      row.rule === rule &&
      checkWithout([rule, ...row.also ?? []], row.body, row.policy).surface !== undefined
    );
    assert.ok(freed.length > 0, `no case needs ${rule}`);
  }
});
