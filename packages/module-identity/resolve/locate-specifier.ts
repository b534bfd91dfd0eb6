/**
 * The half of resolution that needs no other file: from importer and specifier to the one path or
 * name that is meant. `resolve-specifier.ts` asks whether that is there.
 */
import { unpairedSurrogateOffset } from "@commonfabric/canonical";
import { LIMITS, quote, shownText } from "@commonfabric/contract";
import type { ListedSpecifier } from "../listed-specifier.ts";
import { exceedsLength, folderSegments, RESERVED_PREFIX } from "../paths.ts";

/** What a specifier means, before it is known whether it is there. */
export type Location =
  /** A path of the program. It may not be a valid one: then no file can have it. */
  | { readonly kind: "file"; readonly path: string; readonly data: boolean }
  /** A bare name: a host module or a package. */
  | { readonly kind: "bare"; readonly name: string }
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly message: string };

export type RefusalCode =
  | "resolve:specifier"
  | "resolve:escape"
  | "resolve:internal-specifier"
  | "resolve:path"
  | "resolve:limit";

const INTERNAL = "cf:";
const URL_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const ONLY_DOTS = /^\.+$/;
// deno-lint-ignore no-control-regex -- control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Locates `specifier` as written in the file `importer`. A data edge is resolved like an import,
 * except that a bare name is a path beside the importer.
 */
export function locateSpecifier(importer: string, { specifier, data }: ListedSpecifier): Location {
  if (exceedsLength(specifier, LIMITS.specifierBytes)) {
    const shown = `${shownText(specifier.slice(0, 40))}...`;
    return refused(
      "resolve:limit",
      `Specifier "${shown}" in ${quote(importer)} exceeds the limit of ${LIMITS.specifierBytes}.`,
    );
  }
  if (specifier.startsWith(INTERNAL)) {
    return refused(
      "resolve:internal-specifier",
      `${quote(specifier)} is internal and cannot be imported.`,
    );
  }
  const problem = specifierProblem(specifier);
  if (problem !== undefined) {
    return refused(
      "resolve:specifier",
      `Import ${quote(specifier)} in ${quote(importer)} is not a valid specifier: ${problem}.`,
    );
  }
  const relative = specifier.startsWith("./") || specifier.startsWith("../");
  const grounded = specifier.startsWith("/");
  if (!relative && !grounded && !data) return { kind: "bare", name: specifier };
  const base = grounded ? [] : folderSegments(importer);
  const path = join(base, grounded ? specifier.slice(1) : specifier);
  if (path === undefined) {
    return refused(
      "resolve:escape",
      `Import ${quote(specifier)} in ${quote(importer)} escapes the program root.`,
    );
  }
  if (path.startsWith(RESERVED_PREFIX)) {
    return refused(
      "resolve:path",
      `${quote(path)} is not a valid module path: ${RESERVED_PREFIX} is reserved.`,
    );
  }
  return { kind: "file", path, data };
}

function refused(code: RefusalCode, message: string): Location {
  return { kind: "refused", code, message };
}

function specifierProblem(specifier: string): string | undefined {
  if (specifier === "") return "it is empty";
  if (ONLY_DOTS.test(specifier)) return "it has only dots";
  if (unpairedSurrogateOffset(specifier) >= 0) return "it contains an unpaired surrogate";
  if (specifier.includes("\\")) return "it contains a backslash";
  if (specifier.includes("?")) return "it contains ?";
  if (specifier.includes("#")) return "it contains #";
  if (CONTROL.test(specifier)) return "it contains a control character";
  if (URL_SCHEME.test(specifier)) return "it has a URL scheme";
  if (specifier.includes("//")) return "it contains an empty segment";
  if (specifier.endsWith("/")) return "it ends with /";
  return undefined;
}

/**
 * `base` and the segments of `specifier` as one path; `undefined` when it climbs above the root. The
 * climb is judged segment by segment, so that no clamping can hide it.
 */
function join(base: readonly string[], specifier: string): string | undefined {
  const segments = [...base];
  for (const segment of specifier.split("/")) {
    if (segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return `/${segments.join("/")}`;
}
