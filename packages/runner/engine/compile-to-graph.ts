/**
 * From a program to a verified record graph.
 *
 *     identities ──> cached bodies, checked  ──> the rest carried ──> graph check
 *                          │                     or compiled, verified     │
 *                          │                            ^                  │
 *                          └── refused: a miss ─────────┴──────────────────┘
 *                                                        once, if cached bodies made it fail
 */
import type { Sha256 } from "@commonfabric/canonical";
import { type Counters, type EventSink, moduleRecordKey } from "@commonfabric/contract";
import {
  type CompiledModule,
  EdgeMismatchError,
  type EmitMemo,
  type StoredEmits,
} from "@commonfabric/js-compiler";
import type { EdgeSource, Identity, ModuleIdentity, Program } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import {
  type ModuleVerifier,
  type VerifiedGraph,
  verifyRecordGraph,
} from "../sandbox/verification.ts";
import { carriedBodies, storedEmitsOf } from "./carried-bodies.ts";
import { compileSourcesToRecords, type SourceRecord } from "./compile-sources-to-records.ts";
import { classifyFailure } from "./failures.ts";
import type { BodyVerifier, GivenBody } from "./module-bodies.ts";
import type {
  CachedModule,
  CompilerProvider,
  CompileToGraphOptions,
  ComputeModuleIdentities,
  EngineHosts,
} from "./types.ts";

/** What a compile needs of its engine. */
export interface CompileContext {
  readonly hosts: EngineHosts;
  readonly sha256: Sha256;
  readonly compiler: CompilerProvider;
  readonly computeModuleIdentities: ComputeModuleIdentities;
  readonly edges: EdgeSource;
  readonly verifier: ModuleVerifier;
  readonly bodies: BodyVerifier;
  readonly emitMemo: EmitMemo;
  readonly events: EventSink;
  readonly counters: Counters;
  /** Interface digests of modules that this session has seen, by identity. */
  readonly interfaces: { get(identity: Identity): string | undefined };
}

/** A module with its body and where that came from. */
export interface ModuleBody extends GivenBody {
  readonly module: ModuleIdentity;
  readonly verdict: Verdict;
  readonly origin: "compiled" | "carried" | "cached";
  readonly compiled?: CompiledModule;
  readonly cached?: CachedModule;
}

/** The result of a compile, before it is packed for callers. Bodies are dependencies first. */
export interface CompiledBodies {
  readonly verified: VerifiedGraph;
  readonly sources: readonly ModuleIdentity[];
  readonly bodies: readonly ModuleBody[];
  readonly verifiedNow: readonly Identity[];
  readonly rejected: readonly { readonly identity: Identity; readonly reason: string }[];
}

/**
 * Identities by path; loads the compiler only for text whose edges nothing else is sure of.
 * @throws {ResolveError} for a program that is not closed
 */
export async function identitiesOf(
  context: CompileContext,
  program: Program,
): Promise<ReadonlyMap<string, ModuleIdentity>> {
  const { hosts, edges, sha256, counters, computeModuleIdentities } = context;
  const options = { hosts: hosts.table, sha256, counters };
  try {
    return computeModuleIdentities(program, { ...options, edges });
  } catch (error) {
    if ((error as Error).name !== "EdgesUnknownError") throw classifyFailure(error, "author");
  }
  const { parseEdges } = await context.compiler.ensureCompiler();
  return computeModuleIdentities(program, { ...options, edges: { ...edges, parse: parseEdges } });
}

/** One compile: the state of steps 3 to 8. */
export class GraphCompile {
  readonly #context: CompileContext;
  readonly #program: Program;
  readonly #options: CompileToGraphOptions;
  /** All modules, dependencies first. */
  readonly #modules: readonly ModuleIdentity[];
  readonly #byPath: ReadonlyMap<string, ModuleIdentity>;
  readonly #bodies = new Map<Identity, ModuleBody>();
  readonly #verifiedNow = new Set<Identity>();
  readonly #rejected: { identity: Identity; reason: string }[] = [];
  readonly #storedEmits: StoredEmits | undefined;

  constructor(
    context: CompileContext,
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    options: CompileToGraphOptions,
  ) {
    this.#context = context;
    this.#program = program;
    this.#options = options;
    const { carriedModulesFor } = options;
    this.#storedEmits = carriedModulesFor &&
      storedEmitsOf(
        // A store that fails says nothing about the source.
        (emitKeys) =>
          carriedModulesFor(emitKeys).catch((error) => {
            throw classifyFailure(error, "transient");
          }),
        (module) => void context.bodies.admit(module),
      );
    this.#byPath = identities;
    this.#modules = [...identities.values()].sort((a, b) => a.component - b.component);
  }

  async run(cached: ReadonlyMap<Identity, CachedModule>): Promise<CompiledBodies> {
    for (const module of this.#codeModules()) {
      const found = cached.get(module.identity);
      if (found !== undefined) this.#takeCached(module, found);
    }
    await this.#compileMissing();
    return this.#packed(await this.#verifiedGraph());
  }

  #codeModules(): readonly ModuleIdentity[] {
    return this.#modules.filter(({ kind }) => kind === "code");
  }

  /** A refused cached body is a miss, never an error. */
  #takeCached(module: ModuleIdentity, cached: CachedModule): void {
    const given: GivenBody = {
      body: cached.code,
      sourceMap: () => cached.sourceMap,
      sites: () => cached.sites,
    };
    const { verdict, isVerified } = this.#context.bodies.judge(module, given, cached);
    if (isVerified) this.#verifiedNow.add(module.identity);
    if (!verdict.ok) {
      return this.#reject(module.identity, verdict.errors[0]?.message ?? "refused");
    }
    this.#bodies.set(module.identity, { ...given, module, verdict, origin: "cached", cached });
  }

  #reject(identity: Identity, reason: string): void {
    this.#rejected.push({ identity, reason });
    this.#context.events({ type: "rejected", identity, reason });
  }

  async #compileMissing(): Promise<void> {
    const missing = this.#codeModules().filter(({ identity }) => !this.#bodies.has(identity));
    if (missing.length === 0) return;
    const given = await this.#carriedBodies(missing);
    const rest = missing.filter(({ path }) => !given.has(path));
    const compiled = rest.length === 0
      ? given
      : new Map([...given, ...await this.#emitted(rest, given)]);
    this.#announce(missing, compiled);
    for (const module of missing) this.#takeCompiled(module, compiled.get(module.path));
  }

  #carriedBodies(
    missing: readonly ModuleIdentity[],
  ): Promise<ReadonlyMap<string, CompiledModule>> {
    const { sha256, emitMemo, counters } = this.#context;
    return carriedBodies({
      modules: this.#byPath,
      missing: new Set(missing.map(({ path }) => path)),
      sha256,
      interfaceDigestOf: (identity) => this.#interfaceDigestOf(identity),
      emitMemo: this.#options.emitMemo ?? emitMemo,
      storedEmits: this.#storedEmits,
      counters,
    });
  }

  /** Bodies of `missing`, by the compiler; `given` are those that others have. */
  async #emitted(
    missing: readonly ModuleIdentity[],
    given: ReadonlyMap<string, CompiledModule>,
  ): Promise<ReadonlyMap<string, CompiledModule>> {
    const compiler = await this.#context.compiler.ensureCompiler();
    const { emitMemo, storedSource, skipGate, signal } = this.#options;
    const carried = new Map(
      [...given].map(([path, { interfaceDigest }]) =>
        [this.#byPath.get(path)!.identity, interfaceDigest] as const
      ),
    );
    try {
      return await compiler.compile(this.#program, {
        hosts: this.#context.hosts.table,
        sha256: this.#context.sha256,
        missing: new Set(missing.map(({ path }) => path)),
        modules: this.#byPath,
        interfaceDigestOf: (identity) => carried.get(identity) ?? this.#interfaceDigestOf(identity),
        emitMemo: emitMemo ?? this.#context.emitMemo,
        counters: this.#context.counters,
        ...(this.#storedEmits && { storedEmits: this.#storedEmits }),
        ...(storedSource && { storedSource }),
        ...(skipGate && { skipGate }),
        ...(signal && { signal }),
      });
    } catch (error) {
      if (error instanceof EdgeMismatchError) throw error;
      // Who gives up may give any reason: it says nothing about the source.
      throw classifyFailure(error, signal?.aborted === true ? "transient" : "author");
    }
  }

  #interfaceDigestOf(identity: Identity): string | undefined {
    return this.#bodies.get(identity)?.cached?.interfaceDigest ??
      this.#context.interfaces.get(identity);
  }

  /** Told before the bodies are verified, so that the log's times tell both stages apart. */
  #announce(
    missing: readonly ModuleIdentity[],
    compiled: ReadonlyMap<string, CompiledModule>,
  ): void {
    for (const origin of ["compiled", "carried"] as const) {
      const modules = missing.filter(({ path }) => compiled.get(path)?.origin === origin)
        .map(({ identity }) => identity);
      if (modules.length > 0) this.#context.events({ type: origin, modules });
    }
  }

  #takeCompiled(module: ModuleIdentity, compiled: CompiledModule | undefined): void {
    if (compiled === undefined) {
      throw classifyFailure(new Error(`The compiler gave no body for ${module.path}`), "defect");
    }
    const { bodies, verifier } = this.#context;
    const given: GivenBody = {
      body: compiled.js,
      sourceMap: () => compiled.sourceMap,
      sites: () => compiled.sidecar?.sites,
    };
    const known = compiled.origin === "carried" ? bodies.known(module, compiled.js) : undefined;
    const verdict = known ?? bodies.verify(module, given);
    if (known === undefined) this.#verifiedNow.add(module.identity);
    if (!verdict.ok) {
      const key = moduleRecordKey(module.identity);
      throw classifyFailure(
        verifier.rejectionError(verdict, key, module.path),
        "author",
      );
    }
    this.#bodies.set(module.identity, {
      ...given,
      module,
      verdict,
      origin: compiled.origin,
      compiled,
    });
  }

  /** The graph check; when cached bodies may be to blame, once more without them. */
  async #verifiedGraph(): Promise<VerifiedGraph> {
    try {
      return this.#verifyGraph();
    } catch (error) {
      const cached = [...this.#bodies.values()].filter(({ origin }) => origin === "cached");
      if (cached.length === 0) throw classifyFailure(error, "author");
      for (const { module } of cached) {
        this.#bodies.delete(module.identity);
        this.#reject(module.identity, `graph: ${(error as Error).message}`);
      }
    }
    await this.#compileMissing();
    try {
      return this.#verifyGraph();
    } catch (error) {
      throw classifyFailure(error, "author");
    }
  }

  #verifyGraph(): VerifiedGraph {
    const { hosts, verifier } = this.#context;
    const sources = this.#modules.map((module): SourceRecord => {
      const { identity, path, kind, storedEdges: edges } = module;
      const compiled = this.#bodies.get(identity);
      return { identity, path, kind, edges, ...(compiled && { compiled }) };
    });
    const texts = new Map(
      this.#modules.flatMap(({ identity, kind, text }) =>
        kind === "data" ? [[identity, text]] : []
      ),
    );
    const graph = compileSourcesToRecords(
      sources,
      hosts.modules,
      (surfaces) => verifier.resolveExports(surfaces),
      (identity) => texts.get(identity),
    );
    const entry = this.#byPath.get(this.#program.main)!;
    return verifyRecordGraph(graph, moduleRecordKey(entry.identity), verifier);
  }

  #packed(verified: VerifiedGraph): CompiledBodies {
    const bodies = this.#codeModules().map(({ identity }) => this.#bodies.get(identity)!);
    return {
      verified,
      sources: this.#modules,
      bodies,
      verifiedNow: this.#codeModules().map(({ identity }) => identity)
        .filter((identity) => this.#verifiedNow.has(identity)),
      rejected: this.#rejected,
    };
  }
}
