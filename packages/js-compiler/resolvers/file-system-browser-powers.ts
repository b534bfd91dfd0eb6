/** File access in a page, which has none: pages take this file for `file-system-powers.ts`. */
import type { FileAccess } from "./file-access.ts";
import { ResolverError } from "./resolver-error.ts";

/** Every use throws a {@link ResolverError}. */
export const hostFileAccess: FileAccess = Object.freeze({
  separator: "/",
  absolute: refuse,
  realPath: refuse,
  list: refuse,
  readText: refuse,
});

function refuse(): never {
  throw new ResolverError("A page has no files: hand the program in, or name it by an address.");
}
