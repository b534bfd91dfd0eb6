/** What a module can import: hosts by name, and the other files of its program by path. */
import type ts from "typescript";
import type { HostTable } from "@commonfabric/contract";

export interface Surroundings {
  readonly hosts: HostTable;
  /** Trees of all code and declaration files of the program, by path. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** Paths of files that are bytes. */
  readonly dataFiles: ReadonlySet<string>;
}

const DECLARATION = /\.d\.[cm]?ts$/;

export function isDeclarationPath(path: string): boolean {
  return DECLARATION.test(path);
}

/** The path of the file that `specifier` names in the file at `from`; `undefined` if there is none. */
export function targetOf(
  { files }: Surroundings,
  from: string,
  specifier: string,
): string | undefined {
  const isRelative = specifier.startsWith("./") || specifier.startsWith("../");
  if (!isRelative && !specifier.startsWith("/")) return undefined;
  const base = isRelative ? from.slice(0, from.lastIndexOf("/")).split("/") : [""];
  for (const part of specifier.replace(/^\//, "").split("/")) {
    if (part === "..") {
      if (base.length === 1) return undefined;
      base.pop();
    } else if (part !== ".") base.push(part);
  }
  const path = base.join("/");
  return files.has(path) ? path : undefined;
}
