/** Digests in text form as bytes. */
import { decodeBase64Url } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";

/** The 32 bytes of a digest in base64url. @throws {TypeError} when `text` is none. */
export function digestBytes(text: string): Uint8Array {
  const bytes = decodeBase64Url(text);
  if (bytes?.length !== 32) throw new TypeError(`${quote(text)} is not a digest.`);
  return bytes;
}
