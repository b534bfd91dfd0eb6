/**
 * The one function that turns a specifier into a target. The program resolver, identity, the
 * compiler's module host and record assembly all read its answers; nothing else may resolve.
 */
import { quote } from "@commonfabric/contract";
import type { HostTable } from "@commonfabric/contract";
import type { ListedSpecifier } from "../listed-specifier.ts";
import type { Edge, FileKind } from "../types.ts";
import { bareHint, type Hint, pathHint } from "./hints.ts";
import { locateSpecifier, type Location, type RefusalCode } from "./locate-specifier.ts";

/** The files that a specifier may mean. */
export interface FileLookup {
  /** The kind of the file at `path`, or `undefined` when the program has none. */
  kindOf(path: string): FileKind | undefined;
  /** All paths, for hints. */
  paths(): Iterable<string>;
}

export type ResolveCode = RefusalCode | "resolve:unresolved";

/** An edge, or why there is none. */
export type Resolution =
  | { readonly ok: true; readonly edge: Edge }
  | {
    readonly ok: false;
    readonly code: ResolveCode;
    readonly message: string;
    readonly hint?: Hint;
  };

/** Resolves `listed` as written in the file `importer`. */
export function resolveSpecifier(
  importer: string,
  listed: ListedSpecifier,
  files: FileLookup,
  hosts: HostTable,
): Resolution {
  return resolveLocation(importer, listed, locateSpecifier(importer, listed), files, hosts);
}

/** The second half of {@link resolveSpecifier}, for callers that located `listed` before. */
export function resolveLocation(
  importer: string,
  listed: ListedSpecifier,
  location: Location,
  files: FileLookup,
  hosts: HostTable,
): Resolution {
  const { specifier } = listed;
  switch (location.kind) {
    case "refused":
      return { ok: false, code: location.code, message: location.message };
    case "bare":
      return hosts.modules.has(location.name)
        ? { ok: true, edge: { specifier, kind: "host", target: location.name } }
        : unresolved(importer, specifier, bareHint(location.name, hosts));
    case "file": {
      const kind = files.kindOf(location.path);
      if (kind === undefined) {
        return unresolved(importer, specifier, fileHint(importer, listed, location.path, files));
      }
      if (location.data !== (kind === "data")) {
        const text = location.data
          ? `${quote(location.path)} is a module and no data file.`
          : `${quote(location.path)} is a data file; read it with dataFile().`;
        return unresolved(importer, specifier, { text });
      }
      return {
        ok: true,
        edge: { specifier, kind: location.data ? "data" : "module", target: location.path },
      };
    }
    default:
      throw new TypeError(`Unknown location ${String(location satisfies never)}.`);
  }
}

function fileHint(
  importer: string,
  { specifier, data }: ListedSpecifier,
  path: string,
  files: FileLookup,
): Hint | undefined {
  const fits = (candidate: string): boolean => {
    const kind = files.kindOf(candidate);
    return kind !== undefined && (kind === "data") === data;
  };
  const candidates = function* (): Iterable<string> {
    for (const candidate of files.paths()) if (fits(candidate)) yield candidate;
  };
  return pathHint({ importer, specifier, path }, fits, candidates());
}

function unresolved(importer: string, specifier: string, hint: Hint | undefined): Resolution {
  const message = `Could not resolve ${quote(specifier)} from ${quote(importer)}.`;
  return {
    ok: false,
    code: "resolve:unresolved",
    message: hint === undefined ? message : `${message} ${hint.text}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
