/**
 * Compiles many independent programs as modules of one TypeScript program, so that the type
 * libraries are checked once. Each module is judged alone: errors of one do not stop another.
 */
import ts from "typescript";
import {
  analyze,
  type ModuleFacts,
  rewriter,
  sidecar,
  type TransformDiagnostic,
} from "@commonfabric/ts-transformers";
import { makeCounters, type SourceSite } from "@commonfabric/contract";
import { createProgram, type Files } from "../compile.ts";
import { markHandles } from "./authored/mark-handles.ts";

export interface CompiledModule {
  readonly path: string;
  readonly text: string;
  readonly file: ts.SourceFile;
  readonly facts: ModuleFacts;
  readonly diagnostics: readonly TransformDiagnostic[];
  /** `code line:column message` of the transformer, by position. */
  readonly findings: readonly string[];
  readonly codes: readonly string[];
  readonly typeErrors: readonly string[];
  /** Emitted body; `undefined` when the analysis found an error. */
  readonly body: string | undefined;
  readonly map: string | undefined;
  readonly sites: Readonly<Record<string, SourceSite>>;
  /** The authored module with its types erased and nothing else changed. */
  readonly plain: string;
}

/** Every file of `files`, compiled by itself. */
export function compileBatch(files: Files): ReadonlyMap<string, CompiledModule> {
  const program = createProgram(files);
  const sources = Object.keys(files).map((path) => program.getSourceFile(path)!);
  const analysis = analyze(program, sources, { counters: makeCounters() });
  const modules = sources.map((file, index): CompiledModule => {
    const facts = analysis.modules[index]!;
    const own = analysis.diagnostics.filter((one) => one.file === file.fileName);
    const isRefused = own.some(({ severity }) => severity === "error");
    const typeErrors = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ].map((one) => {
      const { line } = file.getLineAndCharacterOfPosition(one.start ?? 0);
      return `${line + 1} TS${one.code} ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`;
    });
    const emitted = isRefused ? undefined : emit(program, file, rewriter(facts));
    return {
      path: file.fileName,
      text: file.text,
      file,
      facts,
      diagnostics: own,
      findings: own.map((one) => `${one.code} ${one.line}:${one.column} ${one.message}`),
      codes: own.map(({ code }) => code),
      typeErrors,
      body: emitted?.body,
      map: emitted?.map,
      sites: sidecar(facts).sites,
      plain: emit(program, file, markHandles(program.getTypeChecker())).body,
    };
  });
  return new Map(modules.map((module) => [module.path, module]));
}

function emit(
  program: ts.Program,
  file: ts.SourceFile,
  transformer: ts.TransformerFactory<ts.SourceFile>,
): { body: string; map: string } {
  let body = "";
  let map = "";
  program.emit(
    file,
    (path, text) => {
      if (path.endsWith(".map")) map = text;
      else body = text.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n");
    },
    undefined,
    false,
    { before: [transformer] },
  );
  return { body, map };
}
