/** The compiler: three ways to drive one sequence of steps. */
import type { Diagnostic } from "@commonfabric/contract";
import { CompilerError, reportedDiagnostics, TransformerError } from "../errors.ts";
import { resolveProgram } from "../resolve-program.ts";
import type {
  CollectedCompile,
  CompiledModule,
  ProgramResolver,
  ResolvedProgram,
  ResolveOptions,
} from "../types.ts";
import { authoredFiles } from "./authored-file.ts";
import {
  type CompileOutcome,
  type CompileStep,
  compileSteps,
  type StepAnswer,
} from "./compile-steps.ts";
import type { CompileContext, CompilerOptions } from "./compiler-options.ts";
import { Libraries } from "./libraries.ts";
import { macrotask } from "./macrotask.ts";
import type { CompilableProgram } from "./open-program.ts";
import { Programs } from "./programs.ts";
import { InProcessGate, type TypeGate } from "./type-gate.ts";

/** The specifiers of `text` by its syntax tree; the tree is kept for the compile that follows. */
export function parseEdges(text: string, extension: string): readonly string[] {
  return authoredFiles.edges(text, extension);
}

/** Compiles programs against one set of type libraries. Keeps its last programs warm. */
export class TypeScriptCompiler {
  readonly #context: CompileContext;

  /**
   * `typeLibs`: declaration texts by name: `es2023`, `dom`, `jsx`, and one per host module name.
   * `gate`: where types are checked; in this process when absent.
   */
  constructor(typeLibs: Readonly<Record<string, string>>, gate: TypeGate = new InProcessGate()) {
    this.#context = { libraries: new Libraries(typeLibs), programs: new Programs(), gate };
  }

  /** See {@link resolveProgram}. */
  resolveProgram(resolver: ProgramResolver, options: ResolveOptions): Promise<ResolvedProgram> {
    return resolveProgram(resolver, {
      loadParseEdges: () => Promise.resolve(parseEdges),
      ...options,
    });
  }

  /**
   * Bodies of the missing modules by path, in program order.
   * @throws {CompilerError} for errors of resolution, syntax and types.
   * @throws {TransformerError} for errors of the transformers.
   * @throws {EdgeMismatchError} when an identity does not fit its text.
   */
  compileToModules(
    program: CompilableProgram,
    options: CompilerOptions,
  ): ReadonlyMap<string, CompiledModule> {
    return modulesOf(this.#runToEnd(program, options), options);
  }

  /** The same, giving way to other work after each step. */
  async compileToModulesInterleaved(
    program: CompilableProgram,
    options: CompilerOptions,
  ): Promise<ReadonlyMap<string, CompiledModule>> {
    const steps = compileSteps(this.#context, program, options);
    let answer: StepAnswer = {};
    for (;;) {
      const next = steps.next(answer);
      if (next.done) return modulesOf(next.value, options);
      answer = await this.#awaitedAnswer(next.value, options);
      await macrotask();
    }
  }

  /** The same without throwing on author errors: every diagnostic of every part that could run. */
  compileToModulesCollecting(
    program: CompilableProgram,
    options: CompilerOptions,
  ): CollectedCompile {
    const { modules, diagnostics, failed } = this.#runToEnd(program, options);
    const reported = reportedDiagnostics(rephrased(diagnostics, options));
    return { modules: failed === undefined ? modules : new Map(), diagnostics: reported };
  }

  /** Releases the gate's resources. */
  dispose(): void {
    this.#context.gate.dispose();
  }

  async #awaitedAnswer(step: CompileStep, options: CompilerOptions): Promise<StepAnswer> {
    switch (step.kind) {
      case "gate":
        return { diagnostics: await this.#context.gate.check(step.request) };
      case "lookUp":
        return { found: await options.storedEmits!(step.emitKeys) };
      case "pause":
        return {};
    }
  }

  #runToEnd(program: CompilableProgram, options: CompilerOptions): CompileOutcome {
    if (options.storedEmits !== undefined) {
      throw new TypeError("A store answers asynchronously: use compileToModulesInterleaved().");
    }
    const steps = compileSteps(this.#context, program, options);
    for (let next = steps.next({});;) {
      if (next.done) return next.value;
      next = steps.next(this.#answer(next.value));
    }
  }

  #answer(step: CompileStep): StepAnswer {
    if (step.kind !== "gate") return {};
    const { gate } = this.#context;
    if (gate.checkSync === undefined) {
      throw new TypeError(
        "This type gate answers asynchronously: use compileToModulesInterleaved().",
      );
    }
    return { diagnostics: gate.checkSync(step.request) };
  }
}

function modulesOf(
  { modules, diagnostics, failed, texts }: CompileOutcome,
  options: CompilerOptions,
): ReadonlyMap<string, CompiledModule> {
  if (failed === undefined) return modules;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const chosen = failed === "transformer"
    ? errors.filter(({ phase }) => phase === "transform")
    : errors;
  const reported = rephrased(chosen, options);
  if (failed === "transformer") throw new TransformerError(reported);
  throw new CompilerError(reported, (path) => texts.get(path));
}

/** The diagnostics under the caller's message transformer; those it maps to `null` are left out. */
function rephrased(
  diagnostics: readonly Diagnostic[],
  { diagnosticMessageTransformer: transform }: CompilerOptions,
): readonly Diagnostic[] {
  if (transform === undefined) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const message = transform(diagnostic.message);
    return message === null ? [] : [{ ...diagnostic, message }];
  });
}
