/**
 * Keys under which compiled documents are attested, and what signs and verifies with them.
 *
 * HMAC-SHA-256 is for one installation: whoever verifies could sign. Ed25519 is for spaces that
 * several machines read: compile workers hold the private key, readers a list of public ones.
 */
import {
  decodeBase64Url,
  encodeBase64Url,
  type Sha256,
  taggedDigest,
} from "@commonfabric/canonical";
import type { Attestation } from "../documents/types.ts";
import type { AttestationPowers } from "./attestation-powers.ts";

export type AttestationAlgorithm = Attestation["alg"];

/** 32 bytes: the secret of HMAC, or the private or public key of Ed25519. */
export interface AttestationKey {
  readonly alg: AttestationAlgorithm;
  readonly key: Uint8Array;
}

export interface AttestationKeys {
  /** Absent on readers, which then write no compiled documents. */
  readonly sign?: AttestationKey & { readonly keyId: string };
  /** By key id; several while keys are rotated. Of Ed25519 these are public keys. */
  readonly verify: ReadonlyMap<string, AttestationKey>;
}

/** Signs and verifies statements. */
export interface Attester {
  readonly canSign: boolean;
  /** @throws {Error} when it cannot sign */
  sign(statement: Uint8Array): Attestation;
  /** Signs like `sign`, with the keys that there are when it is called; for many documents at once. */
  signer?(): (statement: Uint8Array) => Attestation;
  /** False for an unknown key, another algorithm than that of the key, and a malformed value. */
  verify(attestation: Attestation, statement: Uint8Array): boolean;
}

/** Keys that cannot be what they are said to be. */
export class AttestationKeyError extends Error {
  override readonly name = "AttestationKeyError";
}

const KEY_BYTES = 32;

/** The id of an Ed25519 public key: a digest, so that a trust list cannot name it wrongly. */
export function ed25519KeyId(publicKey: Uint8Array, sha256: Sha256): string {
  return taggedDigest(sha256, "cf/attestation-key/v1", (writer) => writer.digest(publicKey));
}

/** @throws {AttestationKeyError} for a key of another length, or an Ed25519 id that is not its digest */
export function makeAttester(
  keys: AttestationKeys,
  powers: AttestationPowers,
  sha256: Sha256,
): Attester {
  const { sign } = keys;
  const verify = new Map(keys.verify);
  for (const [keyId, key] of verify) checkKey(keyId, key, sha256);
  if (sign !== undefined) checkSigningKey(sign, powers, sha256);
  return Object.freeze<Attester>({
    canSign: sign !== undefined,
    sign(statement) {
      if (sign === undefined) throw new AttestationKeyError("There is no key to sign with.");
      const { alg, keyId, key } = sign;
      const value = alg === "hmac-sha256"
        ? powers.hmacSha256(key, statement)
        : powers.signEd25519(key, statement);
      return { alg, keyId, value: encodeBase64Url(value) };
    },
    verify({ alg, keyId, value }, statement) {
      const known = verify.get(keyId);
      const bytes = known?.alg === alg ? decodeBase64Url(value) : undefined;
      if (known === undefined || bytes === undefined) return false;
      return alg === "hmac-sha256"
        ? powers.equalDigests(bytes, powers.hmacSha256(known.key, statement))
        : powers.verifyEd25519(known.key, statement, bytes);
    },
  });
}

function checkSigningKey(
  { alg, keyId, key }: AttestationKey & { readonly keyId: string },
  powers: AttestationPowers,
  sha256: Sha256,
): void {
  checkLength(keyId, key);
  const isEd25519 = alg === "ed25519";
  checkKey(keyId, { alg, key: isEd25519 ? powers.publicKeyEd25519(key) : key }, sha256);
}

function checkKey(keyId: string, { alg, key }: AttestationKey, sha256: Sha256): void {
  checkLength(keyId, key);
  if (alg === "ed25519" && ed25519KeyId(key, sha256) !== keyId) {
    throw new AttestationKeyError(`${keyId} is not the id of the public key beside it.`);
  }
}

function checkLength(keyId: string, key: Uint8Array): void {
  if (key.length !== KEY_BYTES) {
    throw new AttestationKeyError(`The key ${keyId} has ${key.length} bytes instead of 32.`);
  }
}
