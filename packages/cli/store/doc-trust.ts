/** What a load believes of stored compiled documents: the keys of the store, and the verifier. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { DocTrust } from "@commonfabric/compilation-cache";
import { moduleRecordKey } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import { attesterOf, makeModuleVerifier } from "@commonfabric/runner";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import type { SpaceStores } from "@commonfabric/storage";

/** Judges one document of `stores` as a load would. */
export function docTrustOf(stores: SpaceStores): DocTrust {
  const verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256: nodeSha256,
    verifierVersion: verifierVersion(),
  });
  return {
    attester: attesterOf(undefined, stores),
    isCurrentVerdict: (verdict) => verifier.isCurrent(verdict),
    verifyBody: (body, { identity, filename, imports }) =>
      verifier.verifyBody(body, {
        specifier: moduleRecordKey(identity),
        declaredImports: imports.filter(({ kind }) => kind !== "data")
          .map(({ specifier }) => specifier),
        authoredPath: filename,
      }),
  };
}
