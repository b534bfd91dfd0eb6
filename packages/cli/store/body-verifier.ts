/** The verifier of stored bodies, under the policy of this host. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { VerifyBody } from "@commonfabric/compilation-cache";
import { moduleRecordKey } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import { makeModuleVerifier } from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";

/** Judges one body as a load would. */
export function bodyVerifier(): VerifyBody {
  const verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });
  return (body, { identity, filename, imports }) =>
    verifier.verifyBody(body, {
      specifier: moduleRecordKey(identity),
      declaredImports: imports.filter(({ kind }) => kind !== "data").map((edge) => edge.specifier),
      authoredPath: filename,
    });
}
