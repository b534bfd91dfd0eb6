/** `sha256`: one digest of each text by `node:crypto`, as the store's texts need it. */
import { hash } from "node:crypto";

/** Digests in lower-case hexadecimal. */
export function sha256All(texts: readonly string[]): string[] {
  return texts.map((text) => hash("sha256", text, "hex"));
}
