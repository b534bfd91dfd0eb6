/** Checks authored text against the type libraries, as a compile does. */
import ts from "typescript";
import { readTypeLibs } from "@commonfabric/api/type-libs";

const LIBS = new Map(
  Object.entries(readTypeLibs()).map(([name, text]) => {
    const path = `/$types/${name}.d.ts`;
    return [path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)] as const;
  }),
);

const OPTIONS: ts.CompilerOptions = {
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
  noEmit: true,
};

/** The program of one authored file and the type libraries. */
export function programOf(text: string): ts.Program {
  const main = ts.createSourceFile("/main.tsx", text, ts.ScriptTarget.ES2023, true);
  const host: ts.CompilerHost = {
    getSourceFile: (path) => path === "/main.tsx" ? main : LIBS.get(path),
    getDefaultLibFileName: () => "",
    writeFile: () => {},
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (path) => LIBS.has(path) || path === "/main.tsx",
    readFile: () => undefined,
    resolveModuleNameLiterals: (literals) =>
      literals.map(({ text }) => {
        const resolvedFileName = `/$types/${text}.d.ts`;
        return {
          resolvedModule: LIBS.has(resolvedFileName)
            ? { resolvedFileName, extension: ".d.ts", isExternalLibraryImport: false }
            : undefined,
        };
      }),
  };
  return ts.createProgram(["/main.tsx", ...LIBS.keys()], OPTIONS, host);
}

/** Errors of `text` as `line: TS<code> message`, libraries included. */
export function typeErrors(text: string, libraries = false): string[] {
  const program = programOf(text);
  const files = libraries ? program.getSourceFiles() : [program.getSourceFile("/main.tsx")!];
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((
      f,
    ) => [...program.getSyntacticDiagnostics(f), ...program.getSemanticDiagnostics(f)]),
  ].map(({ file, start, code, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const where = file?.fileName === "/main.tsx" ? `${line}` : `${file?.fileName}:${line}`;
    return `${where}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
