/** Attestation powers by `node:crypto`. */
import { Buffer } from "node:buffer";
import {
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { BoundedMap, encodeBase64Url, nodeSha256 } from "@commonfabric/canonical";
import type { AttestationPowers } from "./attestation-powers.ts";
import { hmacSha256 } from "./hmac-sha256.ts";

/** DER headers of RFC 8410: what stands before the 32 bytes of a private and of a public key. */
const PKCS8_HEADER = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
const SPKI_HEADER = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0];
const KEY_BYTES = 32;
const KEYS_KEPT = 64;

type Key = ReturnType<typeof createPublicKey>;

/** Parsed public keys by their bytes: parsing one costs as much as a verification. */
const publicKeys = new BoundedMap<string, Key>(KEYS_KEPT);

/** The powers that attestation needs, on this machine. */
export const nodeAttestationPowers: AttestationPowers = Object.freeze<AttestationPowers>({
  hmacSha256: (key, message) => hmacSha256(nodeSha256, key, message),
  equalDigests: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  signEd25519: (privateKey, message) => sign(null, message, parsePrivateKey(privateKey)),
  verifyEd25519(publicKey, message, signature) {
    return publicKey.length === KEY_BYTES &&
      verify(null, message, parsePublicKey(publicKey), signature);
  },
  publicKeyEd25519(privateKey) {
    const der = createPublicKey(parsePrivateKey(privateKey)).export({
      format: "der",
      type: "spki",
    });
    return new Uint8Array(der).slice(SPKI_HEADER.length);
  },
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
});

function parsePrivateKey(privateKey: Uint8Array): Key {
  if (privateKey.length !== KEY_BYTES) throw new RangeError("An Ed25519 key has 32 bytes.");
  const key = der(PKCS8_HEADER, privateKey);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

function parsePublicKey(publicKey: Uint8Array): Key {
  const name = encodeBase64Url(publicKey);
  let parsed = publicKeys.get(name);
  if (parsed === undefined) {
    parsed = createPublicKey({ key: der(SPKI_HEADER, publicKey), format: "der", type: "spki" });
    publicKeys.set(name, parsed);
  }
  return parsed;
}

function der(header: readonly number[], key: Uint8Array) {
  return Buffer.from([...header, ...key]);
}
