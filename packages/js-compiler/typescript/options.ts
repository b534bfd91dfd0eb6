/** The compiler options: one object for all programs of a process, and its unchecked twin. */
import ts from "typescript";

/** Where virtual declaration files live. Authored paths can never start with `/~cf/`. */
export const VIRTUAL_ROOT = "/~cf";
export const TYPES_FOLDER: string = `${VIRTUAL_ROOT}/$types/`;

/** Options of programs whose own checker is the type gate. */
export const CHECKED_OPTIONS: ts.CompilerOptions = Object.freeze({
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  // Libraries are root files; nothing is found outside the program.
  noLib: true,
  noResolve: true,
  types: [],
  skipLibCheck: true,
  jsx: ts.JsxEmit.React,
  jsxFactory: "__cfHelpers.h",
  jsxFragmentFactory: "__cfHelpers.h.fragment",
  noEmitHelpers: true,
  esModuleInterop: true,
  sourceMap: true,
  inlineSources: false,
  removeComments: true,
  allowJs: true,
  checkJs: false,
  noEmitOnError: false,
  newLine: ts.NewLineKind.LineFeed,
  resolveJsonModule: false,
  // Output names only; nothing is written there.
  rootDir: "/",
  outDir: `${VIRTUAL_ROOT}/out`,
});

/** The same for programs that only transform and emit. Bodies are byte-equal under both. */
export const UNCHECKED_OPTIONS: ts.CompilerOptions = Object.freeze({
  ...CHECKED_OPTIONS,
  noCheck: true,
});

let parseOptions: ts.CreateSourceFileOptions | undefined;

/**
 * The options with which a program under {@link CHECKED_OPTIONS} asks for its files, taken from
 * TypeScript itself: the rule that makes every authored file a module is among them.
 */
export function sourceFileOptions(): ts.CreateSourceFileOptions {
  if (parseOptions !== undefined) return parseOptions;
  ts.createProgram(["/probe.ts"], CHECKED_OPTIONS, {
    getSourceFile: (name, languageVersionOrOptions) => {
      if (typeof languageVersionOrOptions === "object") parseOptions = languageVersionOrOptions;
      return ts.createSourceFile(name, "", languageVersionOrOptions);
    },
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => {},
    getCurrentDirectory: () => VIRTUAL_ROOT,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: () => false,
    readFile: () => undefined,
  });
  if (parseOptions === undefined) throw new Error("TypeScript gave no options for its files.");
  return parseOptions;
}
