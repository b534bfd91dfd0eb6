/** What an unresolved specifier was probably meant to be. Hints suggest; nothing is ever guessed. */
import { nearestName } from "@commonfabric/contract";
import type { HostTable } from "@commonfabric/contract";
import { sortedUtf8 } from "@commonfabric/canonical";
import { ACCEPTED_EXTENSIONS, relativeSpecifier } from "../paths.ts";

/** A sentence for the message, and the specifier that it proposes. */
export interface Hint {
  readonly text: string;
  readonly replacement?: string;
}

/** JavaScript extensions and the TypeScript ones of the sources that they are built from. */
const SOURCE_EXTENSIONS: readonly (readonly [string, readonly string[]])[] = [
  [".js", [".ts", ".tsx"]],
  [".jsx", [".tsx"]],
  [".mjs", [".mts"]],
];

function sourcePaths(path: string): string[] {
  for (const [built, sources] of SOURCE_EXTENSIONS) {
    if (!path.endsWith(built)) continue;
    return sources.map((source) => path.slice(0, -built.length) + source);
  }
  return [];
}

function indexPaths(path: string): string[] {
  const folder = path === "/" ? "" : path;
  return ACCEPTED_EXTENSIONS.map((extension) => `${folder}/index${extension}`);
}

/**
 * The first hint that fits an unresolved path. `has` tells whether the program has a module of that
 * path; `paths` are all of them.
 */
export function pathHint(
  wanted: { readonly importer: string; readonly specifier: string; readonly path: string },
  has: (path: string) => boolean,
  paths: Iterable<string>,
): Hint | undefined {
  const { path } = wanted;
  const spelled = (target: string): string =>
    wanted.specifier.startsWith("/") ? target : relativeSpecifier(wanted.importer, target);
  const meant = (target: string, before = "", after = ""): Hint => ({
    text: `${before}Did you mean "${spelled(target)}"?${after}`,
    replacement: spelled(target),
  });
  const extended = ACCEPTED_EXTENSIONS.map((extension) => path + extension).find(has);
  if (extended !== undefined) return meant(extended, "", " Imports need the file extension.");
  const source = sourcePaths(path).find(has);
  if (source !== undefined) return meant(source);
  const index = indexPaths(path).find(has);
  if (index !== undefined) return meant(index, "Directory imports are not supported. ");
  const known = sortedUtf8(paths);
  const folded = fold(path);
  const alike = known.find((candidate) => fold(candidate) === folded);
  if (alike !== undefined) return meant(alike, "", " Paths are compared character by character.");
  const nearest = nearestName(path, known);
  return nearest === undefined ? undefined : meant(nearest);
}

/** The hint for a bare name that is no host module: the nearest one, else the list. */
export function bareHint(name: string, hosts: HostTable): Hint {
  const names = sortedUtf8(hosts.modules.keys());
  const folded = fold(name);
  const nearest = names.find((host) => fold(host) === folded) ?? nearestName(name, names);
  if (nearest !== undefined) {
    return { text: `Did you mean "${nearest}"?`, replacement: nearest };
  }
  const list = names.map((host) => `"${host}"`).join(", ");
  return {
    text: `The host modules are ${list}; a file of the program starts with "./", "../" or "/".`,
  };
}

/** Two paths that differ only in letter case or normal form fold to one text. */
function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
