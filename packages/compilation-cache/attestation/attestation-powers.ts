/** What attestation needs of the platform, synchronous and as plain functions. */

export interface AttestationPowers {
  /** HMAC-SHA-256: 32 bytes. */
  hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** Whether two digests are equal, in time that does not depend on where they differ. */
  equalDigests(a: Uint8Array, b: Uint8Array): boolean;
  /** Ed25519 over `message` with the 32-byte private key: 64 bytes. */
  signEd25519(privateKey: Uint8Array, message: Uint8Array): Uint8Array;
  /** False for a signature or public key that is malformed. */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** The 32-byte public key of a private key. */
  publicKeyEd25519(privateKey: Uint8Array): Uint8Array;
  randomBytes(count: number): Uint8Array;
}
