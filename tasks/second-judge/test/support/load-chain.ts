/**
 * What the compiler and the verifier say of programs, file by file: syntax, pre-checks, the
 * transformers' findings, emit, verdict, links. Types are not checked: nothing may rest on them.
 * Many unrelated modules go through one TypeScript program, which makes thousands affordable.
 */
import ts from "typescript";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { hostTable } from "@commonfabric/api";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { nodeSha256 } from "@commonfabric/canonical";
import type { Diagnostic } from "@commonfabric/contract";
import type { ModuleIdentity, Program } from "@commonfabric/module-identity";
import {
  makeVerifier,
  resolveExports,
  type Verdict,
  type Verifier,
} from "@commonfabric/sandbox-verifier";
import { type Analysis, analyze, type ModuleFacts, rewriter } from "@commonfabric/ts-transformers";
import type { SourceMap } from "../../../../packages/js-compiler/types.ts";
import {
  UnparsableError,
  withStackGuard,
} from "../../../../packages/js-compiler/typescript/authored-file.ts";
import type { AuthoredFile } from "../../../../packages/js-compiler/typescript/authored-file.ts";
import { closureIdentities } from "../../../../packages/js-compiler/typescript/closure.ts";
import { fromTypeScript } from "../../../../packages/js-compiler/typescript/diagnostics.ts";
import { emitModule } from "../../../../packages/js-compiler/typescript/emit-module.ts";
import { flowLimitErrors } from "../../../../packages/js-compiler/typescript/flow-limit.ts";
import { Libraries } from "../../../../packages/js-compiler/typescript/libraries.ts";
import { UNCHECKED_OPTIONS } from "../../../../packages/js-compiler/typescript/options.ts";
import { preCheck } from "../../../../packages/js-compiler/typescript/pre-checks.ts";
import {
  type ProgramInput,
  Programs,
} from "../../../../packages/js-compiler/typescript/programs.ts";

/** One error of the chain. `line` is authored, and 0 where the error has no place. */
export interface ChainError {
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

export interface ChainAnswer {
  readonly errors: readonly ChainError[];
  /** The emitted body, when there is one; also of a module that the verifier refuses. */
  readonly body?: string;
  /** The transformers refuse the module, and the verifier would accept what they make of it. */
  readonly isUnguarded?: boolean;
}

export const VERIFIER: Verifier = makeVerifier({
  policy: { hosts: hostTable },
  sha256: nodeSha256,
  verifierVersion: "second-judge",
});

const libraries = new Libraries(readTypeLibs());
const OPTIONS = { hosts: hostTable, sha256: nodeSha256 };

/** Answers by path, for every code file of `program`; the files need no entry in common. */
export function loadChain(program: Program): ReadonlyMap<string, ChainAnswer> {
  const answers = new Map<string, ChainAnswer>();
  const code = program.files.map(({ name }) => name)
    .filter((name) => !program.dataFiles?.includes(name) && !/\.d\.[cm]?ts$/.test(name));
  try {
    const closure = closureIdentities(program, OPTIONS);
    if (closure.diagnostics.length > 0) return refusedBy(closure.diagnostics, code);
    new Chain(program, closure.modules, answers).run();
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error;
    return refusedBy([error.diagnostic], code);
  }
  return answers;
}

function refusedBy(
  diagnostics: readonly Diagnostic[],
  code: readonly string[],
): ReadonlyMap<string, ChainAnswer> {
  return new Map(code.map((path) => [path, {
    errors: diagnostics.filter(({ file }) => file === path || file === null).map(toError),
  }]));
}

function toError({ code, line, message }: Diagnostic): ChainError {
  return { code, line: line ?? 0, message };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

interface WithParseErrors {
  readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
}

/** Whether TypeScript runs out of stack over `file`; a checker that did is good for nothing. */
function isTooDeep(program: ts.Program, file: ts.SourceFile): boolean {
  try {
    withStackGuard(null, () => analyze(program, [file]));
    return false;
  } catch (error) {
    if (error instanceof UnparsableError) return true;
    throw error;
  }
}

class Chain {
  readonly #entry: string;
  readonly #modules: ReadonlyMap<string, ModuleIdentity>;
  readonly #answers: Map<string, ChainAnswer>;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(
    { main }: Program,
    modules: ReadonlyMap<string, ModuleIdentity>,
    answers: Map<string, ChainAnswer>,
  ) {
    this.#entry = main;
    this.#modules = modules;
    this.#answers = answers;
  }

  run(): void {
    const programs = new Programs();
    const input: ProgramInput = {
      entry: this.#entry,
      modules: this.#modules,
      libraries,
      options: UNCHECKED_OPTIONS,
      counters: undefined,
    };
    const authored = programs.authored(input);
    const readable = new Map([...authored].filter(([path, file]) => this.#isReadable(path, file)));
    const { program, code, analysis } = this.#analysis(
      (files) => programs.create(input, files),
      readable,
    );
    const { modules, diagnostics } = analysis;
    for (const [index, file] of code.entries()) {
      const found = diagnostics.filter((each) => isError(each) && each.file === file.path);
      if (found.length > 0) this.#refuseUnguarded(program, file, modules[index]!, found);
      else this.#emit(program, file, modules[index]!);
    }
    this.#link();
  }

  /** Facts of the readable files. What exhausts the checker is refused and left out. */
  #analysis(
    create: (files: ReadonlyMap<string, AuthoredFile>) => ts.Program,
    files: ReadonlyMap<string, AuthoredFile>,
  ): { program: ts.Program; code: readonly AuthoredFile[]; analysis: Analysis } {
    const program = create(files);
    const code = [...files.values()].filter(({ sourceFile }) => !sourceFile.isDeclarationFile)
      .filter((file) => this.#isScript(program, file));
    const trees = code.map(({ sourceFile }) => sourceFile);
    const smaller = new Map(files);
    try {
      const analysis = withStackGuard(null, () => analyze(program, trees));
      const exhausted = flowLimitErrors(program, trees);
      if (exhausted.length === 0) return { program, code, analysis };
      for (const error of exhausted) {
        this.#refuse(error.file!, [toError(error)]);
        smaller.delete(error.file!);
      }
    } catch (error) {
      if (!(error instanceof UnparsableError)) throw error;
      for (const { path, sourceFile } of code) {
        if (isTooDeep(create(files), sourceFile)) {
          this.#refuse(path, [toError(error.diagnostic)]);
          smaller.delete(path);
        }
      }
      if (smaller.size === files.size) throw error;
    }
    return this.#analysis(create, smaller);
  }

  #refuse(path: string, errors: readonly ChainError[], body?: string): void {
    this.#answers.set(path, body === undefined ? { errors } : { errors, body });
  }

  #isReadable(path: string, file: AuthoredFile): boolean {
    const unreadable = (file.sourceFile as WithParseErrors).parseDiagnostics ?? [];
    const found = unreadable.length > 0
      ? unreadable.map((each) => fromTypeScript(each, "syntax"))
      : file.preChecks(hostTable, preCheck).filter(isError);
    if (found.length > 0 && !file.sourceFile.isDeclarationFile) {
      this.#refuse(path, found.map(toError));
    }
    return found.length === 0;
  }

  /** A `.js` file has no types: its parser takes them, and says so later. */
  #isScript(program: ts.Program, file: AuthoredFile): boolean {
    const found = program.getSyntacticDiagnostics(file.sourceFile);
    if (found.length > 0) {
      this.#refuse(file.path, found.map((each) => toError(fromTypeScript(each, "syntax"))));
    }
    return found.length === 0;
  }

  /** What the transformers refuse is emitted all the same, for the verifier alone to judge. */
  #refuseUnguarded(
    program: ts.Program,
    file: AuthoredFile,
    facts: ModuleFacts,
    found: readonly Diagnostic[],
  ): void {
    const { js, errors } = emitModule(program, file, rewriter(facts), false);
    const verdict = VERIFIER.verifyBody(js, { specifier: file.path });
    const isUnguarded = verdict.ok && errors.length === 0;
    this.#answers.set(file.path, { errors: found.map(toError), isUnguarded });
  }

  #emit(program: ts.Program, file: AuthoredFile, facts: ModuleFacts): void {
    const { js, sourceMap, errors } = emitModule(program, file, rewriter(facts), false);
    if (errors.length > 0) return this.#refuse(file.path, errors.map(toError), js);
    const verdict = VERIFIER.verifyBody(js, {
      specifier: file.path,
      authoredPath: file.path,
      mapPosition: mapped(sourceMap),
      declaredImports: this.#modules.get(file.path)!.edges.map(({ specifier }) => specifier),
    });
    if (verdict.ok) this.#verdicts.set(file.path, verdict);
    this.#refuse(file.path, verdict.ok ? [] : verdict.errors.map(toError), js);
  }

  /** Names that a module reads or exports again and that are not there. */
  #link(): void {
    const edges = new Map([...this.#verdicts.keys()].map((path) => {
      const own = this.#modules.get(path)!.edges.map((edge) =>
        [edge.specifier, edge.target] as const
      );
      return [path, new Map(own)] as const;
    }));
    const hosts = new Map(
      [...hostTable.modules].map(([name, { exports }]) => [name, [...exports.keys()]] as const),
    );
    const resolved = resolveExports({ verdicts: this.#verdicts, edges, hosts });
    for (const [path, { importedNames, exports }] of this.#verdicts) {
      const targetOf = (specifier: string) => edges.get(path)!.get(specifier)!;
      const isThere = (specifier: string, name: string) =>
        !this.#verdicts.has(targetOf(specifier)) || resolved.get(targetOf(specifier))!.has(name);
      const read = importedNames.flatMap(({ specifier, names }) =>
        names === "*" ? [] : names.map((name) => ({ specifier, name }))
      );
      const passed = exports.filter(({ kind }) => kind === "reexport")
        .map(({ from, imported }) => ({ specifier: from!, name: imported! }));
      const missing = [...read, ...passed].filter(({ specifier, name }) =>
        !isThere(specifier, name)
      );
      if (missing.length === 0) continue;
      const { body } = this.#answers.get(path)!;
      const errors = missing.map(({ name }) => ({
        code: "graph:no-export",
        line: 0,
        message: name,
      }));
      this.#refuse(path, errors, body);
    }
  }
}

/** Authored lines through the map, or through the nearest earlier mapping of the emitted line. */
function mapped(sourceMap: SourceMap) {
  let decoded: TraceMap | undefined;
  return ({ line, column }: { readonly line: number; readonly column: number }) => {
    decoded ??= new TraceMap({
      ...sourceMap,
      sources: [...sourceMap.sources],
      names: [...sourceMap.names],
    });
    const found = originalPositionFor(decoded, { line, column: column - 1 });
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
  };
}
