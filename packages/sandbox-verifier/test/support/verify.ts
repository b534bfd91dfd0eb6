/** Bodies and verifiers for the tests of this package. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { checkBody } from "../../check-body.ts";
import type { BodyCheck } from "../../check-body.ts";
import { makeVerifier } from "../../mod.ts";
import type { Rejection, RuleId, Verdict, Verifier, VerifierPolicy } from "../../mod.ts";
import { resolvePolicy } from "../../policy.ts";
import { HOSTS } from "./hosts.ts";

export const POLICY: VerifierPolicy = { hosts: HOSTS, packages: new Set(["left-pad"]) };

export const VERIFIER: Verifier = makeVerifier({
  policy: POLICY,
  sha256: nodeSha256,
  verifierVersion: "test",
});

/** `statements` as a body; they begin at line 2, column 1. */
export function bodyOf(statements: string): string {
  return `"use strict";\n${statements}`;
}

/** A verifier for another policy. */
export function verifierFor(policy: Partial<VerifierPolicy>): Verifier {
  return makeVerifier({
    policy: { ...POLICY, ...policy },
    sha256: nodeSha256,
    verifierVersion: "test",
  });
}

export function verify(body: string, verifier: Verifier = VERIFIER): Verdict | Rejection {
  return verifier.verifyBody(body, { specifier: "/main.ts", authoredPath: "/main.ts" });
}

export function accepted(body: string, verifier: Verifier = VERIFIER): Verdict {
  const answer = verify(body, verifier);
  if (!answer.ok) {
    assert.fail(`${answer.errors[0]!.rule} ${describe(answer)[0]} in\n${body.slice(0, 2_000)}`);
  }
  return answer;
}

/** The errors of the rejection of `body` as `CODE line:column`. */
export function rejections(body: string, verifier: Verifier = VERIFIER): string[] {
  const answer = verify(body, verifier);
  if (answer.ok) assert.fail(`accepted:\n${body.slice(0, 2_000)}`);
  return describe(answer);
}

function describe(rejection: Rejection): string[] {
  return rejection.errors.map(({ code, emitted }) => `${code} ${emitted!.line}:${emitted!.column}`);
}

/** A check in which `rules` report nothing. No function that `mod.ts` exports can do this. */
export function checkWithout(
  rules: readonly RuleId[],
  body: string,
  policy: Partial<VerifierPolicy> = {},
): BodyCheck {
  return checkBody(body, resolvePolicy({ ...POLICY, ...policy }), new Set(rules));
}
