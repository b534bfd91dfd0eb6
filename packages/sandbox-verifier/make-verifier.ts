/** A verifier: the rules under one policy, version, digest function and memo. */
import { policyDigest } from "./policy.ts";
import { verifyModuleGraph } from "./graph/verify-graph.ts";
import type { ModuleGraph, Rejection, Verdict } from "./verdict.ts";
import { verifyUnderPolicy } from "./verify-body.ts";
import type { BodyOptions, VerifierOptions } from "./verify-body.ts";

export interface Verifier {
  readonly version: string;
  readonly policyDigest: string;
  /** See `verifyCompiledModuleBody`. */
  verifyBody(body: string, options: BodyOptions): Verdict | Rejection;
  /** See `verifyModuleGraph`. */
  verifyGraph(graph: ModuleGraph, verdicts: ReadonlyMap<string, Verdict>): void;
}

/**
 * A verifier for many bodies: the digest of the policy is computed once.
 * @throws {TypeError} for a policy with `allowDynamicCode`.
 */
export function makeVerifier(options: VerifierOptions): Verifier {
  const { verifierVersion: version } = options;
  const digest = policyDigest(options.policy, options.sha256);
  return Object.freeze({
    version,
    policyDigest: digest,
    verifyBody: (body: string, bodyOptions: BodyOptions) =>
      verifyUnderPolicy(body, { ...bodyOptions, ...options, policyDigest: digest }),
    verifyGraph: (graph: ModuleGraph, verdicts: ReadonlyMap<string, Verdict>) =>
      verifyModuleGraph(graph, verdicts, { ...options, policyDigest: digest }),
  });
}
