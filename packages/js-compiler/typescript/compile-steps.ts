/**
 * The compile as a generator: the one sequence behind the synchronous, the interleaved and the
 * collecting form, so that bytes cannot differ between them.
 *
 *     components, dependencies first           only if one of them must be compiled
 *     emit key --> memo, store: carried    \   pre-checks, program, facts, interface digests
 *              \-> compile                  >  type gate over the compiled files
 *                                          /   emit, literal pass
 */
import type { Diagnostic } from "@commonfabric/contract";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import { ComponentCarry } from "../component-carry.ts";
import type { Component } from "../components.ts";
import type { CompiledModule, MemoisedEmit } from "../types.ts";
import { UnparsableError } from "./authored-file.ts";
import type { CompileContext, CompilerOptions } from "./compiler-options.ts";
import { componentInterface } from "./component-interface.ts";
import { UNUSED_EXPECT_ERROR } from "./diagnostics.ts";
import { emitModule, type EmittedModule } from "./emit-module.ts";
import { ambiguousTargets, closureIdentities } from "./closure.ts";
import { type CompilableProgram, type OpenProgram, openProgram } from "./open-program.ts";
import type { TypeGateRequest } from "./type-gate.ts";

/** A pause; `gate` asks the driver for the gate's diagnostics, `lookUp` for stored bodies. */
export type CompileStep =
  | { readonly kind: "pause" }
  | { readonly kind: "gate"; readonly request: TypeGateRequest }
  | { readonly kind: "lookUp"; readonly emitKeys: readonly string[] };

/** What the driver says to a step; nothing to a pause. */
export interface StepAnswer {
  readonly diagnostics?: readonly Diagnostic[];
  readonly found?: ReadonlyMap<string, readonly MemoisedEmit[]>;
}

/** The end of a compile. With an error among the diagnostics there are no modules. */
export interface CompileOutcome {
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly diagnostics: readonly Diagnostic[];
  /** Which part refused first, if one did. */
  readonly failed: "compiler" | "transformer" | undefined;
  /** Normalised texts by path, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

type Steps<T> = Generator<CompileStep, T, StepAnswer>;

export type CompileSteps = Steps<CompileOutcome>;

/** Compiles the missing modules of `program`. @throws {EdgeMismatchError} and when aborted. */
export function* compileSteps(
  context: CompileContext,
  program: CompilableProgram,
  options: CompilerOptions,
): CompileSteps {
  const compile = new Compile(context, program, options);
  try {
    return yield* compile.run();
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error;
    return compile.refused("compiler", [error.diagnostic]);
  }
}

/** A component that must be compiled. */
interface PlannedComponent {
  readonly component: Component;
  readonly emitKey: string;
  readonly interfaces: ReadonlyMap<string, string>;
}

/** The state of one compile. */
class Compile {
  readonly #context: CompileContext;
  readonly #program: CompilableProgram;
  readonly #options: CompilerOptions;
  #modules: ReadonlyMap<string, ModuleIdentity> = new Map();
  #open: OpenProgram | undefined;
  #carry: ComponentCarry | undefined;
  readonly #done = new Map<string, CompiledModule>();
  readonly #planned: PlannedComponent[] = [];

  constructor(context: CompileContext, program: CompilableProgram, options: CompilerOptions) {
    this.#context = context;
    this.#program = program;
    this.#options = options;
  }

  *run(): CompileSteps {
    const closure = closureIdentities(this.#program, this.#options);
    if (closure.diagnostics.length > 0) return this.refused("compiler", closure.diagnostics);
    this.#modules = closure.modules;
    const ambiguous = ambiguousTargets(closure.modules);
    if (ambiguous.length > 0) return this.refused("compiler", ambiguous);

    const { sha256, interfaceDigestOf, emitMemo, counters } = this.#options;
    const missing = this.#options.missing ?? new Set(this.#modules.keys());
    const modules = this.#modules;
    const carry = new ComponentCarry({
      modules,
      missing,
      sha256,
      interfaceDigestOf,
      emitMemo,
      counters,
    });
    this.#carry = carry;
    for (const component of carry.components) {
      if (yield* this.#isSettled(carry, component)) continue;
      const fatal = this.#plan(carry, component);
      if (fatal !== undefined) return this.refused("compiler", fatal);
      yield* this.#pause();
    }
    if (this.#planned.length === 0) return this.#finished([]);

    const open = this.#opened();
    const found = [...open.transformDiagnostics];
    const refusedByTransformer = hasError(found);
    const unreliable = open.flowLimitErrors();
    const typed = withoutRepeats([...unreliable, ...yield* this.#gate(open)]);
    const refusedByGate = hasError(typed);
    if (refusedByTransformer || refusedByGate) {
      return this.refused(refusedByTransformer ? "transformer" : "compiler", [...found, ...typed]);
    }
    const failures = yield* this.#emit(open, found);
    if (failures.length > 0) return this.refused("compiler", [...found, ...typed, ...failures]);
    return this.#finished([...found, ...typed]);
  }

  refused(failed: "compiler" | "transformer", diagnostics: readonly Diagnostic[]): CompileOutcome {
    return { modules: new Map(), diagnostics, failed, texts: this.#texts() };
  }

  /** Whether nothing of `component` is compiled: looked up in the memo first, then in the store. */
  *#isSettled(carry: ComponentCarry, component: Component): Steps<boolean> {
    if (!carry.isSettled(component) && this.#options.storedEmits !== undefined) {
      const emitKeys = carry.takeUnknown();
      if (emitKeys.length > 0) {
        const { found } = yield { kind: "lookUp", emitKeys };
        if (found === undefined) throw new Error("The store gave no answer.");
        this.#options.signal?.throwIfAborted();
        carry.give(found);
      }
    }
    return carry.isSettled(component);
  }

  /** Learns the interface of `component`; the diagnostics of a fatal step if there is one. */
  #plan(carry: ComponentCarry, component: Component): readonly Diagnostic[] | undefined {
    const { members } = component;
    const { emitKey, edges } = carry.keyOf(component);
    const code = members.filter(({ kind }) => kind === "code").map(({ path }) => path);
    if (code.length > 0) {
      const fatal = this.#openProgram();
      if (fatal !== undefined) return fatal;
      this.#open?.analyze(code, component.missing);
    }
    const interfaces = componentInterface({
      program: () => this.#opened().program,
      members,
      modules: this.#modules,
      interfaces: carry.interfaces,
      edges,
      emitKey,
      partsOf: (path) => this.#open?.interfaceParts(path),
      sha256: this.#options.sha256,
    });
    carry.learn(component, interfaces);
    const toEmit = members.some((member) => this.#isMissing(member));
    if (toEmit) this.#planned.push({ component, emitKey, interfaces });
    return undefined;
  }

  /** Makes the program, once; the diagnostics that make it useless if there are any. */
  #openProgram(): readonly Diagnostic[] | undefined {
    if (this.#open !== undefined) return undefined;
    const opened = openProgram(this.#context, this.#program, this.#modules, this.#options);
    if ("fatal" in opened) return opened.fatal;
    this.#open = opened;
    return undefined;
  }

  #opened(): OpenProgram {
    if (this.#open === undefined) throw new Error("The program of this compile is not open.");
    return this.#open;
  }

  #isMissing({ path, kind }: ModuleIdentity): boolean {
    return kind === "code" && (this.#options.missing?.has(path) ?? true);
  }

  /**
   * Carried modules are left out: their texts and all interfaces that they import are those that
   * they were checked against, and a check reads nothing else, so it would find what it found then.
   */
  *#gate(open: OpenProgram): Steps<readonly Diagnostic[]> {
    if (this.#options.skipGate) return [];
    const check = this.#planned.flatMap(({ component }) =>
      component.members.filter((member) => this.#isMissing(member)).map(({ path }) => path)
    );
    const { diagnostics: found } = yield {
      kind: "gate",
      request: {
        files: [...open.files.values()],
        check,
        hosts: this.#options.hosts,
        options: open.program.getCompilerOptions(),
        program: open.program,
      },
    };
    if (found === undefined) throw new Error("The type gate gave no answer.");
    this.#options.signal?.throwIfAborted();
    return this.#options.storedSource
      ? found.filter(({ code }) => code !== UNUSED_EXPECT_ERROR)
      : found;
  }

  /** Emits what was planned; the errors of the literal pass, if there are any. */
  *#emit(
    open: OpenProgram,
    warnings: readonly Diagnostic[],
  ): Steps<readonly Diagnostic[]> {
    const errors: Diagnostic[] = [];
    const transformed = new Map<string, string>();
    for (const { component, emitKey, interfaces } of this.#planned) {
      const emitted: MemoisedEmit[] = [];
      for (const member of component.members) {
        if (!this.#isMissing(member)) continue;
        const { path } = member;
        const body = this.#emitOne(open, path);
        errors.push(...body.errors);
        if (body.transformed !== undefined) transformed.set(path, body.transformed);
        const sidecar = open.sidecar(path);
        const module: CompiledModule = {
          js: body.js,
          sourceMap: body.sourceMap,
          ...(sidecar === undefined ? {} : { sidecar }),
          interfaceDigest: interfaces.get(path)!,
          emitKey,
          warnings: warnings.filter((warning) => warning.file === path),
          origin: "compiled",
        };
        this.#done.set(path, module);
        emitted.push({ path, module });
        yield* this.#pause();
      }
      this.#memoised.push({ emitKey, emitted, whole: emitted.length === component.members.length });
    }
    if (errors.length === 0) this.#showTransformed(transformed);
    return errors;
  }

  readonly #memoised: { emitKey: string; emitted: readonly MemoisedEmit[]; whole: boolean }[] = [];

  #emitOne(open: OpenProgram, path: string): EmittedModule {
    if (this.#options.counters !== undefined) this.#options.counters.modulesEmitted++;
    const keepTransformed = this.#options.getTransformedProgram !== undefined;
    return emitModule(open.program, open.files.get(path)!, open.rewriter(path), keepTransformed);
  }

  #showTransformed(texts: ReadonlyMap<string, string>): void {
    this.#options.getTransformedProgram?.({
      ...this.#program,
      files: this.#program.files.map((file) => ({
        name: file.name,
        contents: texts.get(file.name) ?? file.contents,
      })),
    });
  }

  #finished(diagnostics: readonly Diagnostic[]): CompileOutcome {
    const { emitMemo, skipGate } = this.#options;
    if (emitMemo !== undefined && !skipGate) {
      for (const { emitKey, emitted, whole } of this.#memoised) {
        // A part of an import cycle is no answer for the whole of it.
        if (whole) emitMemo.put(emitKey, emitted);
      }
    }
    const modules = new Map<string, CompiledModule>();
    for (const { name } of this.#program.files) {
      const module = this.#done.get(name) ?? this.#carry?.carried.get(name);
      if (module !== undefined) modules.set(name, module);
    }
    const carried = [...modules.values()].filter(({ origin }) => origin === "carried");
    const replayed = carried.flatMap(({ warnings }) => warnings);
    return {
      modules,
      diagnostics: [...diagnostics, ...replayed],
      failed: undefined,
      texts: this.#texts(),
    };
  }

  *#pause(): Steps<void> {
    this.#options.signal?.throwIfAborted();
    yield { kind: "pause" };
    this.#options.signal?.throwIfAborted();
  }

  #texts(): ReadonlyMap<string, string> {
    const normalised = [...this.#modules.values()].map(({ path, text }) => [path, text] as const);
    return new Map(
      normalised.length > 0
        ? normalised
        : this.#program.files.map(({ name, contents }) => [name, contents]),
    );
  }
}

/** The gate finds some errors again that end a compile without it, too. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keys = new Set<string>();
  return diagnostics.filter(({ file, offset, code }) => {
    const key = `${code} ${offset} ${file}`;
    return !keys.has(key) && keys.add(key);
  });
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
