/** The text form of identities: what is one, and its 32 bytes. */
import { decodeBase64Url } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { Identity } from "./types.ts";

/** The last character carries four digest bits and two spare bits, which are zero. */
const IDENTITY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Thrown where text enters as an identity and is none. */
export class InvalidIdentityError extends Error {
  override readonly name = "InvalidIdentityError";
  /** `given` may be anything; only text is shown. */
  constructor(given: unknown) {
    const shown = typeof given === "string" ? quote(given) : `A value of type ${typeof given}`;
    super(`${shown} is not a module identity: it needs 43 characters of unpadded base64url.`);
  }
}

/**
 * Whether `text` is a well-formed identity. Padding, the standard alphabet, another length and set
 * spare bits are refused, so that one digest has one spelling.
 */
export function isModuleIdentity(text: unknown): text is Identity {
  return typeof text === "string" && text.length === 43 && IDENTITY.test(text);
}

/** The 32 digest bytes of `identity`. @throws {InvalidIdentityError} */
export function identityDigest(identity: Identity): Uint8Array {
  const bytes = isModuleIdentity(identity) ? decodeBase64Url(identity) : undefined;
  if (bytes === undefined) throw new InvalidIdentityError(identity);
  return bytes;
}
