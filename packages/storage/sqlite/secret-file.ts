/** A small secret beside the spaces of a directory: never in a space, readable by its owner only. */
import { quote } from "@commonfabric/contract";
import type { SecretFile } from "../types.ts";
import type { StorePowers } from "./store-powers.ts";

const MAX_BYTES = 64 * 1024;

/** A secret that others may read, or that cannot be one. */
export class SecretFileError extends Error {
  override readonly name = "SecretFileError";
  constructor(readonly path: string, reason: string) {
    super(`Cannot use ${quote(path)}: ${reason}`);
  }
}

/** The secret `name` of `directory`, which is made when the secret is. */
export function secretFile(directory: string, name: string, powers: StorePowers): SecretFile {
  const path = powers.joinPath(directory, name);
  const read = (): Uint8Array | undefined => {
    const found = powers.readSecret(path, MAX_BYTES + 1);
    if (found === undefined) return undefined;
    if (!found.isPrivate) {
      throw new SecretFileError(path, "others may read it. Give it the mode 0600.");
    }
    if (found.bytes.length > MAX_BYTES) throw new SecretFileError(path, "it is too large.");
    return found.bytes;
  };
  return Object.freeze<SecretFile>({
    path,
    read,
    ensure(make) {
      for (;;) {
        const known = read();
        if (known !== undefined) return known;
        powers.makeDirectory(directory);
        const bytes = make();
        const temporary = powers.temporaryName(path);
        powers.writeSecret(temporary, bytes);
        // Of processes that meet one publishes; the others use what it wrote.
        if (powers.publish(temporary, path) === "published") return bytes;
      }
    },
  });
}
