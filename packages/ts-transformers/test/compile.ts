/** Compiles authored programs in memory, as the compiler does: facts, rewrite, TypeScript's emit. */
import ts from "typescript";
import { type Counters, makeCounters } from "@commonfabric/contract";
import {
  type Analysis,
  analyze,
  type InterfaceParts,
  interfaceParts,
  rewriter,
  sidecar,
} from "@commonfabric/ts-transformers";
import { memoryProgram } from "../../api/test/support/memory-program.ts";

const parse = (path: string, text: string) =>
  ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ES2023,
    setExternalModuleIndicator: (file) => {
      if (!file.isDeclarationFile) {
        (file as { externalModuleIndicator?: ts.Node | true }).externalModuleIndicator ??= true;
      }
    },
  }, true);

const EMIT_OPTIONS: ts.CompilerOptions = {
  noEmitHelpers: true,
  esModuleInterop: true,
  sourceMap: true,
  removeComments: true,
  newLine: ts.NewLineKind.LineFeed,
  allowJs: true,
  outDir: "/out",
};

/** Files by path, e.g. `/main.tsx`. */
export type Files = Readonly<Record<string, string>>;

export interface Compiled {
  readonly analysis: Analysis;
  readonly counters: Counters;
  readonly typeErrors: readonly string[];
  /** Bodies by path; empty when the analysis has an error. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  readonly sites: ReadonlyMap<string, ReturnType<typeof sidecar>["sites"]>;
  readonly parts: ReadonlyMap<string, InterfaceParts>;
}

export function createProgram(files: Files): ts.Program {
  const sources = Object.entries(files).map(([path, text]) => [path, parse(path, text)] as const);
  return memoryProgram(new Map(sources), EMIT_OPTIONS);
}

/** Compiles `files`; nothing is emitted when the analysis has an error. */
export function compile(files: Files | string): Compiled {
  const named = typeof files === "string" ? { "/main.tsx": files } : files;
  const program = createProgram(named);
  const sources = Object.keys(named).map((path) => program.getSourceFile(path)!);
  const counters = makeCounters();
  const analysis = analyze(program, sources, { counters });
  const bodies = new Map<string, string>();
  const maps = new Map<string, string>();
  if (!analysis.diagnostics.some(({ severity }) => severity === "error")) {
    for (const facts of analysis.modules) {
      const { fileName } = facts.file;
      program.emit(
        facts.file,
        (path, text) => {
          if (path.endsWith(".map")) maps.set(fileName, text);
          else bodies.set(fileName, text.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n"));
        },
        undefined,
        false,
        { before: [rewriter(facts)] },
      );
    }
  }
  const typeErrors = sources.flatMap((file) =>
    [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((d) =>
      `${file.fileName}:${file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1} TS${d.code} ${
        ts.flattenDiagnosticMessageText(d.messageText, " ")
      }`
    )
  );
  return {
    analysis,
    counters,
    typeErrors,
    bodies,
    maps,
    sites: new Map(analysis.modules.map((m) => [m.file.fileName, sidecar(m).sites])),
    parts: new Map(analysis.modules.map((m) => [m.file.fileName, interfaceParts(m)])),
  };
}
