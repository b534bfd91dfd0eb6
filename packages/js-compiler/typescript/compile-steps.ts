/**
 * The compile as a generator: the one sequence behind the synchronous, the interleaved and the
 * collecting form, so that bytes cannot differ between them.
 *
 *     components, dependencies first           only if one of them must be compiled
 *     emit key --> memo: carried           \   pre-checks, program, facts, interface digests
 *              \-> compile                  >  type gate over the compiled files
 *                                          /   emit, literal pass
 */
import type { Diagnostic } from "@commonfabric/contract";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import { emitKeyOf } from "../emit-key.ts";
import type { CompiledModule, MemoisedEmit } from "../types.ts";
import { UnparsableError } from "./authored-file.ts";
import type { CompileContext, CompilerOptions } from "./compiler-options.ts";
import { componentInterface } from "./component-interface.ts";
import { type Component, digestedEdges, neededComponents } from "./components.ts";
import { UNUSED_EXPECT_ERROR } from "./diagnostics.ts";
import { emitModule, type EmittedModule } from "./emit-module.ts";
import { ambiguousTargets, closureIdentities } from "./closure.ts";
import { type CompilableProgram, type OpenProgram, openProgram } from "./open-program.ts";
import type { TypeGateRequest } from "./type-gate.ts";

/** A pause; `gate` asks the driver for the gate's diagnostics. */
export type CompileStep =
  | { readonly kind: "pause" }
  | { readonly kind: "gate"; readonly request: TypeGateRequest };

/** The end of a compile. With an error among the diagnostics there are no modules. */
export interface CompileOutcome {
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly diagnostics: readonly Diagnostic[];
  /** Which part refused first, if one did. */
  readonly failed: "compiler" | "transformer" | undefined;
  /** Normalised texts by path, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

export type CompileSteps = Generator<
  CompileStep,
  CompileOutcome,
  readonly Diagnostic[] | undefined
>;

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
  readonly #interfaces = new Map<string, string>();
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

    const missing = this.#options.missing ?? new Set(this.#modules.keys());
    for (const component of neededComponents(this.#modules, missing)) {
      const fatal = this.#decide(component);
      if (fatal !== undefined) return this.refused("compiler", fatal);
      yield* this.#pause();
    }
    if (this.#planned.length === 0) return this.#finished([]);

    const open = this.#opened();
    const found = [...open.transformDiagnostics];
    const refusedByTransformer = hasError(found);
    const typed = yield* this.#gate(open);
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

  /** Carries `component` or plans it; the diagnostics of a fatal step if there is one. */
  #decide(component: Component): readonly Diagnostic[] | undefined {
    const { members } = component;
    const edges = new Map(
      members.map((
        member,
      ) => [member.path, digestedEdges(member, this.#modules, this.#interfaces)]),
    );
    const emitKey = emitKeyOf(
      this.#options.sha256,
      members.map(({ path, sourceDigest }) => ({ path, sourceDigest, edges: edges.get(path)! })),
    );
    if (this.#carried(component, emitKey) || this.#known(component)) return undefined;

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
      interfaces: this.#interfaces,
      edges,
      emitKey,
      partsOf: (path) => this.#open?.interfaceParts(path),
      sha256: this.#options.sha256,
    });
    for (const [path, digest] of interfaces) this.#interfaces.set(path, digest);
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

  /** Whether the memo has every missing member under `emitKey`. */
  #carried({ members, missing }: Component, emitKey: string): boolean {
    const entry = missing ? this.#options.emitMemo?.get(emitKey) : undefined;
    if (entry === undefined) return false;
    const byPath = new Map(entry.map(({ path, module }) => [path, module]));
    const code = members.filter(({ kind }) => kind === "code");
    if (code.length !== members.length || !code.every(({ path }) => byPath.has(path))) return false;
    for (const member of code) {
      const module = byPath.get(member.path)!;
      this.#interfaces.set(member.path, module.interfaceDigest);
      if (!this.#isMissing(member)) continue;
      this.#done.set(member.path, { ...module, origin: "carried" });
      if (this.#options.counters !== undefined) this.#options.counters.carried++;
    }
    return true;
  }

  /** Whether the caller knows the interfaces of a component that is not missing. */
  #known({ members, missing }: Component): boolean {
    const digestOf = this.#options.interfaceDigestOf;
    if (missing || digestOf === undefined) return false;
    const digests = members.map(({ identity }) => digestOf(identity));
    if (digests.some((digest) => digest === undefined)) return false;
    members.forEach(({ path }, index) => this.#interfaces.set(path, digests[index]!));
    return true;
  }

  *#gate(
    open: OpenProgram,
  ): Generator<CompileStep, readonly Diagnostic[], readonly Diagnostic[] | undefined> {
    if (this.#options.skipGate) return [];
    const check = this.#planned.flatMap(({ component }) =>
      component.members.filter((member) => this.#isMissing(member)).map(({ path }) => path)
    );
    const found = yield {
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
  ): Generator<CompileStep, readonly Diagnostic[], readonly Diagnostic[] | undefined> {
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
      const module = this.#done.get(name);
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

  *#pause(): Generator<CompileStep, void, readonly Diagnostic[] | undefined> {
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

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
