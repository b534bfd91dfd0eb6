/** Whether a compiled document may be believed: keys, the verifier, and what its source proves. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import type { Rejection, Verdict } from "@commonfabric/sandbox-verifier";
import type { Attester } from "../attestation/attestation-keys.ts";

/** A module whose source is proven: by its program, or by its verified source document. */
export interface ProvenSource {
  readonly filename: string;
  readonly imports: readonly StoredEdge[];
}

/** The verifier, with the policy of the caller. It must look at this very text. */
export type VerifyBody = (
  body: string,
  module: { readonly identity: Identity } & ProvenSource,
) => Verdict | Rejection;

export interface DocTrust {
  /** Keys, or `"none"`: no document is believed, every body is verified. */
  readonly attester: Attester | "none";
  readonly verifyBody: VerifyBody;
  /** Whether a verdict is of the verifier version and policy of this process. */
  readonly isCurrentVerdict: (verdict: Verdict) => boolean;
}

/** What decides whether a compiled document may be used. */
export interface CompiledChecks extends DocTrust {
  readonly runtimeVersion: string;
  /** The proven source of a module, when there is one. Without keys, none is a miss. */
  readonly source: (identity: Identity) => ProvenSource | undefined;
  /** A document without the label of the compiler at its root is a miss. */
  readonly requireLabel: boolean;
  readonly sha256: Sha256;
}
