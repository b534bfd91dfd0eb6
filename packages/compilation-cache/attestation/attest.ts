/** Signing and checking the attestation of one compiled document in one space. */
import type { Sha256 } from "@commonfabric/canonical";
import type { SpaceId } from "@commonfabric/storage";
import type { Attestation } from "../documents/types.ts";
import type { Attester } from "./attestation-keys.ts";
import { type Attested, statementOf } from "./statement.ts";

/** The attestation of `doc` in `space`: a copy of the document elsewhere has none that holds. */
export function attest(
  doc: Attested,
  space: SpaceId,
  attester: Pick<Attester, "sign">,
  sha256: Sha256,
): Attestation {
  return attester.sign(statementOf(doc, space, sha256));
}

/** Attests documents in `space`, all with the keys that there are when the first one is signed. */
export function signerOf(
  attester: Attester,
  space: SpaceId,
  sha256: Sha256,
): (doc: Attested) => Attestation {
  let by: Pick<Attester, "sign"> | undefined;
  return (doc) => {
    by ??= attester.signer === undefined ? attester : { sign: attester.signer() };
    return attest(doc, space, by, sha256);
  };
}

/** Whether `attestation` is one of `doc` in `space` under a key that is trusted here. */
export function verifyAttestation(
  doc: Attested & { readonly attestation?: Attestation },
  space: SpaceId,
  attester: Attester,
  sha256: Sha256,
): boolean {
  return doc.attestation !== undefined &&
    attester.verify(doc.attestation, statementOf(doc, space, sha256));
}
