/**
 * Paths of a program: which are accepted, what their names say of the file, and the folders they are
 * in. A path is grounded (`/lib/a.ts`), POSIX and case-sensitive; nothing here touches a file system.
 */
import { unpairedSurrogateOffset, utf8Length } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { FileKind } from "./types.ts";

/** Accepted extensions of code, the longer ones before those that end them. */
export const ACCEPTED_EXTENSIONS: readonly string[] = Object.freeze([
  ".d.ts",
  ".d.mts",
  ".ts",
  ".tsx",
  ".mts",
  ".js",
  ".jsx",
  ".mjs",
]);

/** Prefix of names that belong to the system. */
export const RESERVED_PREFIX = "/~cf/";

// deno-lint-ignore no-control-regex -- control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const LINE_SEPARATOR = /[\u2028\u2029]/;

/** The accepted extension that `path` ends with, or `undefined`. */
export function extensionOf(path: string): string | undefined {
  const dot = path.lastIndexOf(".");
  const last = path.slice(dot);
  if (dot < 0 || !ACCEPTED_EXTENSIONS.includes(last)) return undefined;
  const declaration = `.d${last}`;
  return path.endsWith(declaration) && ACCEPTED_EXTENSIONS.includes(declaration)
    ? declaration
    : last;
}

/** The kind of a file of code by its name. */
export function codeKindOf(path: string): Exclude<FileKind, "data"> {
  return path.endsWith(".d.ts") || path.endsWith(".d.mts") ? "declaration" : "code";
}

/**
 * Why `path` cannot name a file of a program, or `undefined` when it can. `kind` "data" waives the
 * extension. The length limit is not judged here: see `exceedsPathLimit`.
 */
export function pathProblem(path: string, kind: "module" | "data"): string | undefined {
  if (!path.startsWith("/")) return "it does not start with /";
  if (path.length === 1) return "it names no file";
  if (path.endsWith("/")) return "it ends with /";
  if (path.startsWith(RESERVED_PREFIX)) return `${RESERVED_PREFIX} is reserved`;
  if (unpairedSurrogateOffset(path) >= 0) return "it contains an unpaired surrogate";
  if (path.includes("\\")) return "it contains a backslash";
  if (CONTROL.test(path)) return "it contains a control character";
  if (LINE_SEPARATOR.test(path)) return "it contains a line separator";
  if (path.includes("//")) return "it contains an empty segment";
  if (hasDotSegment(path)) return "it contains a dot segment";
  if (kind === "module" && extensionOf(path) === undefined) {
    return `its extension is none of ${EXTENSION_LIST}`;
  }
  return undefined;
}

const EXTENSION_LIST = [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs", ".d.ts", ".d.mts"].join(" ");

/** Whether `text`, a path or a specifier, has more UTF-8 bytes than one may have. */
export function exceedsLength(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return true;
  return text.length * 3 > maxBytes && utf8Length(text) > maxBytes;
}

/** Whether `path` is longer than a path may be. */
export function exceedsPathLimit(path: string): boolean {
  return exceedsLength(path, LIMITS.pathBytes);
}

function hasDotSegment(path: string): boolean {
  if (!path.includes("/.")) return false;
  return path.split("/").some((segment) => segment === "." || segment === "..");
}

/** The segments of the folder that holds `path`: `/a/b/c.ts` gives `["a", "b"]`. */
export function folderSegments(path: string): string[] {
  return path.split("/").slice(1, -1);
}

/** The folder of `path`, without a slash at its end: `/a/b.ts` gives `/a`, `/b.ts` gives ``. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** `target` as a specifier in `importer`: `./x.ts`, `../lib/x.ts`. */
export function relativeSpecifier(importer: string, target: string): string {
  const from = folderSegments(importer);
  const to = target.split("/").slice(1);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.length - shared;
  return (up === 0 ? "./" : "../".repeat(up)) + to.slice(shared).join("/");
}
