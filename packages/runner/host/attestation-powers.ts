/** Whose word a runtime takes for compiled documents: keys, those of its stores, or nobody's. */
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ATTESTATION_KEY_FILE,
  type AttestationKeys,
  type Attester,
  keyFileAttester,
  makeAttester,
  nodeAttestationPowers,
} from "@commonfabric/compilation-cache";
import type { SpaceStores } from "@commonfabric/storage";

/** Keys, or `"none"`: every body of a store is then verified, whoever wrote it. */
export type AttestationOption = AttestationKeys | "none";

/** Running without keys is a decision, which nobody has made. */
export class MissingAttestationError extends Error {
  override readonly name = "MissingAttestationError";
  constructor() {
    super(
      "These stores bring no attestation keys. Pass `attestation`: keys, or the word " +
        '"none" to have every stored body verified again.',
    );
  }
}

/**
 * The attester of a runtime: of `option`, else of the key file beside the spaces of `stores`.
 * @throws {MissingAttestationError} @throws {AttestationKeyError} for keys that cannot be
 */
export function attesterOf(
  option: AttestationOption | undefined,
  stores: SpaceStores,
): Attester | "none" {
  if (option === "none") return "none";
  if (option !== undefined) return makeAttester(option, nodeAttestationPowers, nodeSha256);
  const file = stores.secretFile?.(ATTESTATION_KEY_FILE);
  if (file === undefined) throw new MissingAttestationError();
  return keyFileAttester(file, nodeAttestationPowers, nodeSha256);
}
