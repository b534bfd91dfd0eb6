/**
 * From a program to a verified record graph.
 *
 *     identities ──> cached bodies, checked  ──> the rest carried ──> graph check
 *                          │                     or compiled, verified     │
 *                          │                            ^                  │
 *                          └── refused: a miss ─────────┴──────────────────┘
 *                                                        once, if cached bodies made it fail
 */
import { moduleRecordKey } from "@commonfabric/contract";
import type { CompiledModule } from "@commonfabric/js-compiler";
import type { Identity, ModuleIdentity, Program } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { type VerifiedGraph, verifyRecordGraph } from "../sandbox/verification.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileSourcesToRecords, type SourceRecord } from "./compile-sources-to-records.ts";
import { classifyFailure } from "./failures.ts";
import { missingBodies } from "./missing-bodies.ts";
import type { GivenBody } from "./module-bodies.ts";
import type { CachedModule, CompileToGraphOptions } from "./types.ts";

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

  constructor(
    context: CompileContext,
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    options: CompileToGraphOptions,
  ) {
    this.#context = context;
    this.#program = program;
    this.#options = options;
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
    const compiled = await missingBodies({
      context: this.#context,
      program: this.#program,
      modules: this.#byPath,
      missing,
      interfaceDigestOf: (identity) =>
        this.#context.interfaces.get(identity) ??
          provenInterface(this.#bodies.get(identity)?.cached),
      options: this.#options,
    });
    this.#announce(missing, compiled);
    for (const module of missing) this.#takeCompiled(module, compiled.get(module.path));
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

/**
 * What a cache says of the interface of a module, if somebody stands for it. Otherwise a lie about it
 * would carry bodies of importers over to an interface that they were not compiled against.
 */
export function provenInterface(cached: CachedModule | undefined): string | undefined {
  return cached?.trust === "attested" ? cached.interfaceDigest : undefined;
}
