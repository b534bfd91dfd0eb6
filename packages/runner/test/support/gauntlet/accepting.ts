/** Bodies as the gauntlet takes them: with the verdict of the production rules. */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeVerifier, type Verdict, type Verifier } from "@commonfabric/sandbox-verifier";

/** Packages that bodies of the corpora import. */
export const PACKAGES: readonly string[] = ["left-pad"];

export const VERIFIER: Verifier = makeVerifier({
  policy: { hosts: hostTable, packages: new Set(PACKAGES) },
  sha256: nodeSha256,
  verifierVersion: "gauntlet",
});

/** The verdict of a body that has to be accepted. */
export function acceptedVerdict(body: string): Verdict {
  const answer = VERIFIER.verifyBody(body, { specifier: "/body.ts" });
  if (answer.ok) return answer;
  const { rule, code, emitted, message } = answer.errors[0]!;
  assert.fail(
    `${rule} ${code} ${emitted?.line}:${emitted?.column} ${message}\n${body.slice(0, 3_000)}`,
  );
}
