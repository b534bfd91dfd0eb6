/** Attestation in a page, which has no keys: pages take this file for `node-attestation-powers.ts`. */
import type { AttestationPowers } from "./attestation-powers.ts";

/** Every use throws: a page verifies each body instead. */
export const nodeAttestationPowers: AttestationPowers = Object.freeze<AttestationPowers>({
  hmacSha256: refuse,
  equalDigests: refuse,
  signEd25519: refuse,
  verifyEd25519: refuse,
  publicKeyEd25519: refuse,
  randomBytes: refuse,
});

function refuse(): never {
  throw new Error('A page keeps no attestation keys: pass `attestation: "none"`.');
}
