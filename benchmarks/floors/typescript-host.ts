/**
 * The least compiler host that can check and emit a program from memory: what any compile with
 * types has to pay, without transformer, cache, verification or write-back.
 */
import ts from "typescript";

export const FLOOR_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  noLib: true,
  types: [],
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmitHelpers: true,
  sourceMap: true,
  removeComments: true,
  jsx: ts.JsxEmit.React,
  jsxFactory: "__cfHelpers.h",
  jsxFragmentFactory: "__cfHelpers.h.fragment",
};

/** Texts by path; libraries are parsed once and shared between programs. */
export class FloorHost implements ts.CompilerHost {
  readonly #files: Map<string, string>;
  readonly #libraries: ReadonlyMap<string, ts.SourceFile>;
  readonly #versions = new Map<string, number>();
  readonly #parsed = new Map<string, ts.SourceFile>();
  readonly written: Map<string, string> = new Map();

  constructor(files: ReadonlyMap<string, string>, libraries: ReadonlyMap<string, ts.SourceFile>) {
    this.#files = new Map(files);
    this.#libraries = libraries;
  }

  /** Answers with a tree that was parsed before. */
  adopt(path: string, file: ts.SourceFile): void {
    this.#parsed.set(path, file);
  }

  edit(path: string, text: string): void {
    this.#files.set(path, text);
    this.#versions.set(path, (this.#versions.get(path) ?? 0) + 1);
    this.#parsed.delete(path);
  }

  getSourceFile(path: string): ts.SourceFile | undefined {
    const library = this.#libraries.get(path);
    if (library !== undefined) return library;
    const text = this.#files.get(path);
    if (text === undefined) return undefined;
    let parsed = this.#parsed.get(path);
    if (parsed === undefined) {
      parsed = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
      // The builder program tells edited files by this field, which the public type leaves out.
      Object.assign(parsed, { version: String(this.#versions.get(path) ?? 0) });
      this.#parsed.set(path, parsed);
    }
    return parsed;
  }

  resolveModuleNameLiterals(
    literals: readonly ts.StringLiteralLike[],
    containingFile: string,
  ): ts.ResolvedModuleWithFailedLookupLocations[] {
    return literals.map(({ text }) => {
      const path = text.startsWith(".")
        ? new URL(text, `file://${containingFile}`).pathname
        : `/$types/${text}.d.ts`;
      if (!this.fileExists(path)) return { resolvedModule: undefined };
      return {
        resolvedModule: {
          resolvedFileName: path,
          extension: path.slice(path.lastIndexOf(".")),
          resolvedUsingTsExtension: false,
        },
      };
    });
  }

  fileExists(path: string): boolean {
    return this.#files.has(path) || this.#libraries.has(path);
  }
  readFile(path: string): string | undefined {
    return this.#files.get(path);
  }
  writeFile(path: string, text: string): void {
    this.written.set(path, text);
  }
  getDefaultLibFileName(): string {
    return "/$types/es2023.d.ts";
  }
  getCurrentDirectory(): string {
    return "/";
  }
  getCanonicalFileName(path: string): string {
    return path;
  }
  useCaseSensitiveFileNames(): boolean {
    return true;
  }
  getNewLine(): string {
    return "\n";
  }
}

/** Library texts parsed once. */
export function parseLibraries(texts: ReadonlyMap<string, string>): Map<string, ts.SourceFile> {
  const parsed = new Map<string, ts.SourceFile>();
  for (const [path, text] of texts) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    parsed.set(path, Object.assign(file, { version: "1" }));
  }
  return parsed;
}

/** Throws the first error of `diagnostics`: a floor must do its work right, too. */
export function assertNoErrors(diagnostics: readonly ts.Diagnostic[]): void {
  const first = diagnostics.find((each) => each.category === ts.DiagnosticCategory.Error);
  if (first === undefined) return;
  const message = ts.flattenDiagnosticMessageText(first.messageText, "\n");
  throw new Error(`${first.file?.fileName ?? ""}: ${message}`);
}
