/** Programs in memory over the type libraries, with the options and resolution of a compile. */
import ts from "typescript";
import { readTypeLibs } from "@commonfabric/api/type-libs";

const LIBRARIES: ReadonlyMap<string, ts.SourceFile> = new Map(
  Object.entries(readTypeLibs()).map(([name, text]) => {
    const path = `/$types/${name}.d.ts`;
    return [path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)] as const;
  }),
);

/** What every compile is made with. */
const MODULE_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  noLib: true,
  noResolve: true,
  types: [],
  jsx: ts.JsxEmit.React,
  jsxFactory: "__cfHelpers.h",
  jsxFragmentFactory: "__cfHelpers.h.fragment",
};

/** The program of `sources`, by path, and the type libraries. */
export function memoryProgram(
  sources: ReadonlyMap<string, ts.SourceFile>,
  options: ts.CompilerOptions,
): ts.Program {
  const files = new Map([...sources, ...LIBRARIES]);
  const host: ts.CompilerHost = {
    getSourceFile: (path) => files.get(path),
    getDefaultLibFileName: () => "",
    writeFile: () => {},
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (path) => files.has(path),
    readFile: () => undefined,
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => {
        const folder = importer.slice(0, importer.lastIndexOf("/"));
        const path = text.startsWith("./") ? folder + text.slice(1) : `/$types/${text}.d.ts`;
        const extension = path.slice(path.endsWith(".d.ts") ? -5 : path.lastIndexOf("."));
        return {
          resolvedModule: files.has(path)
            ? { resolvedFileName: path, extension, resolvedUsingTsExtension: false }
            : undefined,
        };
      }),
  };
  return ts.createProgram([...files.keys()], { ...MODULE_OPTIONS, ...options }, host);
}
