/** Attestation where there is no `node:crypto`: pages take this file for `node-attestation-powers.ts`. */
import { nodeSha256 } from "@commonfabric/canonical";
import { ed25519 } from "@noble/curves/ed25519.js";
import type { AttestationPowers } from "./attestation-powers.ts";
import { hmacSha256 } from "./hmac-sha256.ts";

const KEY_BYTES = 32;

/** The powers that attestation needs, in a page. */
export const nodeAttestationPowers: AttestationPowers = Object.freeze<AttestationPowers>({
  hmacSha256: (key, message) => hmacSha256(nodeSha256, key, message),
  equalDigests(a, b) {
    // Every byte is looked at, whichever differ.
    let different = a.length ^ b.length;
    for (let index = 0; index < a.length; index++) different |= a[index]! ^ (b[index] ?? 0);
    return different === 0;
  },
  signEd25519: (privateKey, message) => ed25519.sign(message, privateKey),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== KEY_BYTES) return false;
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false; // the library throws for a malformed signature
    }
  },
  publicKeyEd25519: (privateKey) => ed25519.getPublicKey(privateKey),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
});
