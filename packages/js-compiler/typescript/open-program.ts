/** The program of one compile with the transformers' facts about its files. */
import type ts from "typescript";
import type { Diagnostic, ModuleSidecarV1 } from "@commonfabric/contract";
import {
  listedData,
  listedImport,
  type ModuleIdentity,
  type Program,
} from "@commonfabric/module-identity";
import { EdgeMismatchError } from "../errors.ts";
import type { ResolvedProgram } from "../types.ts";
import { type AuthoredFile, withStackGuard } from "./authored-file.ts";
import type { CompileContext, CompilerOptions } from "./compiler-options.ts";
import { fromTypeScript } from "./diagnostics.ts";
import { flowLimitErrors } from "./flow-limit.ts";
import { CHECKED_OPTIONS, UNCHECKED_OPTIONS } from "./options.ts";
import { preCheck } from "./pre-checks.ts";
import type { ProgramInput } from "./programs.ts";
import type { Transformer } from "./transformer.ts";

/** A program, with the types of host modules that only it has. */
export type CompilableProgram = Program & Pick<ResolvedProgram, "hostTypes">;

/** The errors that end a compile before its program is of any use. */
export interface FatalDiagnostics {
  readonly fatal: readonly Diagnostic[];
}

/**
 * The program over a closure, after pre-checks and with the errors of syntax and options found.
 * @throws {EdgeMismatchError} when a file's tree has other edges than its identity.
 */
export function openProgram(
  context: CompileContext,
  program: CompilableProgram,
  modules: ReadonlyMap<string, ModuleIdentity>,
  options: CompilerOptions,
): OpenProgram | FatalDiagnostics {
  const checkedHere = context.gate.inProcess && !options.skipGate;
  const input: ProgramInput = {
    entry: program.main,
    modules,
    libraries: context.libraries.with(program.hostTypes),
    options: checkedHere ? CHECKED_OPTIONS : UNCHECKED_OPTIONS,
    counters: options.counters,
  };
  const files = context.programs.authored(input);
  const refused = [...files.values()].flatMap((file) => preChecksOf(file, options));
  const unreadable = [...files.values()].some((file) => hasSyntaxErrors(file.sourceFile));
  if (refused.length > 0 && !unreadable) return { fatal: refused };
  if (!unreadable) {
    for (const file of files.values()) requireEdges(file, modules.get(file.path)!);
  }

  const made = context.programs.create(input, files);
  const fatal = withStackGuard(null, () => [
    ...made.getOptionsDiagnostics(),
    ...made.getGlobalDiagnostics(),
    ...[...files.values()].flatMap(({ sourceFile }) => made.getSyntacticDiagnostics(sourceFile)),
  ]).map((diagnostic) => fromTypeScript(diagnostic, "syntax"));
  if (fatal.length > 0) return { fatal: [...refused, ...fatal] };
  return new OpenProgram(made, files, modules, options);
}

/** A program and, file by file, what the transformers know of it. */
export class OpenProgram {
  readonly program: ts.Program;
  readonly files: ReadonlyMap<string, AuthoredFile>;
  /** Findings in files that are compiled. */
  readonly transformDiagnostics: Diagnostic[] = [];
  readonly #modules: ReadonlyMap<string, ModuleIdentity>;
  readonly #options: CompilerOptions;
  readonly #transformer: Transformer | undefined;
  readonly #facts = new Map<string, unknown>();

  constructor(
    program: ts.Program,
    files: ReadonlyMap<string, AuthoredFile>,
    modules: ReadonlyMap<string, ModuleIdentity>,
    options: CompilerOptions,
  ) {
    this.#modules = modules;
    this.program = program;
    this.files = files;
    this.#options = options;
    this.#transformer = options.transformer;
  }

  /** Analyses `paths` as one unit; `reported`: whether their findings belong to this compile. */
  analyze(paths: readonly string[], reported: boolean): void {
    if (this.#transformer === undefined || paths.length === 0) return;
    const { counters, importedInterface } = this.#options;
    const trees = paths.map((path) => this.files.get(path)!.sourceFile);
    const { modules, diagnostics } = withStackGuard(
      paths[0]!,
      () =>
        this.#transformer!.analyze(this.program, trees, {
          ...(counters === undefined ? {} : { counters }),
          ...(importedInterface === undefined ? {} : {
            importedInterface: (path: string) => {
              const module = this.#modules.get(path);
              return module === undefined ? undefined : importedInterface(module.identity);
            },
          }),
        }),
    );
    paths.forEach((path, index) => this.#facts.set(path, modules[index]));
    if (reported) this.transformDiagnostics.push(...diagnostics);
  }

  /** What made the checker unreliable: see {@link flowLimitErrors}. */
  flowLimitErrors(): readonly Diagnostic[] {
    const { noCheck } = this.program.getCompilerOptions();
    const cheap = [...this.files.values()].filter(({ path, sourceFile }) =>
      !sourceFile.isDeclarationFile &&
      (noCheck || isUnchecked(sourceFile) || this.#facts.has(path))
    );
    return withStackGuard(
      null,
      () => flowLimitErrors(this.program, cheap.map(({ sourceFile }) => sourceFile)),
    );
  }

  interfaceParts(path: string): unknown {
    return this.#with(path, (transformer, facts) => transformer.interfaceParts(facts));
  }

  sidecar(path: string): ModuleSidecarV1 | undefined {
    return this.#with(path, (transformer, facts) => transformer.sidecar(facts));
  }

  rewriter(path: string): ts.TransformerFactory<ts.SourceFile> | undefined {
    return this.#with(path, (transformer, facts) => transformer.rewriter(facts));
  }

  #with<T>(path: string, use: (transformer: Transformer, facts: unknown) => T): T | undefined {
    const facts = this.#facts.get(path);
    if (this.#transformer === undefined || facts === undefined) return undefined;
    return use(this.#transformer, facts);
  }
}

interface WithDirective {
  readonly checkJsDirective?: { readonly enabled: boolean };
}

/** Whether the types of a file are not checked: it is JavaScript, or says so. */
function isUnchecked(file: ts.SourceFile & WithDirective): boolean {
  return /\.[cm]?jsx?$/.test(file.fileName) || file.checkJsDirective?.enabled === false;
}

function preChecksOf(file: AuthoredFile, options: CompilerOptions): readonly Diagnostic[] {
  return file.preChecks(options.hosts, preCheck);
}

interface ParsedFile {
  readonly parseDiagnostics?: readonly unknown[];
}

/** Whether the parser had to guess: then neither edges nor pre-checks mean anything. */
function hasSyntaxErrors(file: ts.SourceFile & ParsedFile): boolean {
  return (file.parseDiagnostics?.length ?? 0) > 0;
}

function requireEdges(file: AuthoredFile, module: ModuleIdentity): void {
  const used = new Set(
    module.edges.map(({ kind, specifier }) =>
      kind === "data" ? listedData(specifier) : listedImport(specifier)
    ),
  );
  const { specifiers } = file;
  if (specifiers.length === used.size && specifiers.every((text) => used.has(text))) return;
  throw new EdgeMismatchError(module.path, module.sourceDigest);
}
