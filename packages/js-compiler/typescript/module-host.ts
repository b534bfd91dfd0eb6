/**
 * What TypeScript sees of the world: the files of one program, the libraries, and for each
 * specifier the target that identity resolved. It finds nothing by itself.
 */
import ts from "typescript";
import type { Edge } from "@commonfabric/module-identity";
import { type AuthoredFile, extensionOf } from "./authored-file.ts";
import type { Libraries } from "./libraries.ts";
import { TYPES_FOLDER, VIRTUAL_ROOT } from "./options.ts";

/** The files of a program and their resolved edges. */
export interface HostedProgram {
  readonly files: ReadonlyMap<string, AuthoredFile>;
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly libraries: Libraries;
}

/** A compiler host over `hosted`. */
export function makeModuleHost(hosted: HostedProgram): ts.CompilerHost {
  const { files, libraries } = hosted;
  const targets = new Map<string, ReadonlyMap<string, Edge>>();
  const targetOf = (path: string, specifier: string): string | undefined => {
    if (path.startsWith(TYPES_FOLDER)) return libraries.hostFile(specifier);
    let edges = targets.get(path);
    if (edges === undefined) {
      edges = new Map((hosted.edges.get(path) ?? []).map((edge) => [edge.specifier, edge]));
      targets.set(path, edges);
    }
    const edge = edges.get(specifier);
    if (edge?.kind === "module") return edge.target;
    return edge?.kind === "host" ? libraries.hostFile(edge.target) : undefined;
  };
  const fileOf = (name: string) => files.get(name)?.sourceFile ?? libraries.file(name);
  return {
    getSourceFile: fileOf,
    resolveModuleNameLiterals: (literals, containingFile) =>
      literals.map((literal) => {
        const target = targetOf(containingFile, literal.text);
        return {
          resolvedModule: target === undefined ? undefined : {
            resolvedFileName: target,
            extension: extensionOf(target),
            isExternalLibraryImport: false,
            // With `true` TypeScript would ask for an option that also rewrites specifiers.
            resolvedUsingTsExtension: false,
          },
        };
      }),
    getDefaultLibFileName: () => `${TYPES_FOLDER}es2023.d.ts`,
    getCurrentDirectory: () => VIRTUAL_ROOT,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => fileOf(name) !== undefined,
    readFile: (name) => fileOf(name)?.text,
    directoryExists: () => false,
    writeFile: () => {
      throw new Error("The compiler writes no files.");
    },
  };
}
