/**
 * Compiles of an engine: bodies from the caller's cache first, one run for equal programs that
 * overlap, and once more by the syntax tree alone when the scan named other edges than it.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { EdgeMismatchError } from "@commonfabric/js-compiler";
import type { Identity, ModuleIdentity, Program } from "@commonfabric/module-identity";
import { flightKey } from "./compile-flights.ts";
import type { CompileContext } from "./compile-context.ts";
import {
  type CompiledBodies,
  GraphCompile,
  identitiesOf,
  provenInterface,
} from "./compile-to-graph.ts";
import { classifyFailure, isDeterministicFailure } from "./failures.ts";
import { MissingExportError } from "./missing-export-error.ts";
import { packCompiledGraph } from "./pack-compiled-graph.ts";
import { SingleFlight } from "./single-flight.ts";
import type { CachedModule, CompiledGraph, CompileToGraphOptions } from "./types.ts";

const INTERFACES_BOUND = 10_000;

export class ProgramCompiles {
  readonly #context: CompileContext;
  readonly #interfaces = new BoundedMap<Identity, string>(INTERFACES_BOUND);
  readonly #flights = new SingleFlight<CompiledGraph>();
  readonly #signal: AbortSignal;
  readonly #nextLoadId: () => number;

  constructor({ context, signal, nextLoadId }: {
    readonly context: Omit<CompileContext, "interfaces">;
    /** Aborted when the engine is disposed of. */
    readonly signal: AbortSignal;
    readonly nextLoadId: () => number;
  }) {
    this.#context = { ...context, interfaces: this.#interfaces };
    this.#signal = signal;
    this.#nextLoadId = nextLoadId;
  }

  /** Identities of the closure, by path. */
  identities(program: Program): Promise<ReadonlyMap<string, ModuleIdentity>> {
    return identitiesOf(this.#context, program);
  }

  /** A verified graph of `program`. @throws the first author error */
  async compile(program: Program, options: CompileToGraphOptions): Promise<CompiledGraph> {
    const identities = await this.identities(program);
    const entry = identities.get(program.main)!;
    // A load by pointer starts from an identity: there is nothing to identify.
    if (!options.storedSource) {
      this.#context.events({ type: "identified", entry: entry.identity, modules: identities.size });
    }
    const cached = await this.#cachedBodies(program, identities, options);
    const run = (signal: AbortSignal | undefined) =>
      this.#compile(program, identities, cached, { ...options, ...(signal && { signal }) });
    const isComplete = [...identities.values()].every(({ kind, identity }) =>
      kind !== "code" || cached.has(identity)
    );
    const key = isComplete ? undefined : flightKey(entry.identity, identities, options);
    return await (key === undefined ? run(options.signal) : this.#shared(key, run, options.signal));
  }

  /**
   * A run of somebody else that failed for reasons of his (his store, say) is made up for once, by
   * another one that all who waited share.
   */
  async #shared(
    key: string,
    run: (signal: AbortSignal | undefined) => Promise<CompiledGraph>,
    signal: AbortSignal | undefined,
  ): Promise<CompiledGraph> {
    let isOwn = false;
    const own = (shared: AbortSignal): Promise<CompiledGraph> => {
      isOwn = true;
      return run(shared);
    };
    try {
      return await this.#flights.run(key, own, signal);
    } catch (error) {
      if (isOwn || signal?.aborted === true || isDeterministicFailure(error)) throw error;
    }
    return await this.#flights.run(key, run, signal);
  }

  clear(): void {
    this.#interfaces.clear();
  }

  async #compile(
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    cached: ReadonlyMap<Identity, CachedModule>,
    options: CompileToGraphOptions,
  ): Promise<CompiledGraph> {
    const signal = options.signal === undefined
      ? this.#signal
      : AbortSignal.any([this.#signal, options.signal]);
    const compile = new GraphCompile(this.#context, program, identities, { ...options, signal });
    let result: CompiledBodies;
    try {
      result = await compile.run(cached);
    } catch (error) {
      if (!(error instanceof EdgeMismatchError)) throw error;
      return await this.#compileAgain(program, { ...options, signal }, error);
    }
    this.#signal.throwIfAborted();
    return this.#pack(program, identities, result, options);
  }

  async #cachedBodies(
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    options: CompileToGraphOptions,
  ): Promise<ReadonlyMap<Identity, CachedModule>> {
    const codes = [...identities.values()].filter(({ kind }) => kind === "code")
      .sort((a, b) => a.component - b.component);
    const asked = await options.precompiledModulesFor?.({
      entryIdentity: identities.get(program.main)!.identity,
      identities: codes.map(({ identity }) => identity),
      modules: new Map(
        codes.map((
          { identity, path: filename, storedEdges: imports },
        ) => [identity, { filename, imports }]),
      ),
    });
    const handedIn = [...options.precompiledModules ?? []]
      .map(([identity, module]) => [identity, { ...module, trust: "none" as const }] as const);
    return new Map([...asked ?? [], ...handedIn]);
  }

  /** The memo or the scan named other edges than the syntax tree: identities by the tree alone. */
  async #compileAgain(
    program: Program,
    options: CompileToGraphOptions,
    { path, sourceDigest }: EdgeMismatchError,
  ): Promise<CompiledGraph> {
    this.#context.counters.edgeMemoMismatches++;
    const { edges, compiler } = this.#context;
    edges.memo?.discard?.(sourceDigest, path.slice(path.lastIndexOf(".")));
    const { parseEdges } = await compiler.ensureCompiler();
    const context = {
      ...this.#context,
      edges: { scan: () => "uncertain" as const, parse: parseEdges },
    };
    const identities = await identitiesOf(context, program);
    const result = await new GraphCompile(context, program, identities, options).run(new Map());
    return this.#pack(program, identities, result, options);
  }

  #pack(
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    result: CompiledBodies,
    options: CompileToGraphOptions,
  ): CompiledGraph {
    const entry = identities.get(program.main)!;
    const packed = packCompiledGraph(program, entry, result, options, this.#nextLoadId());
    const { mainExport } = options;
    if (mainExport !== undefined && !exportsOf(result, entry.identity).includes(mainExport)) {
      throw classifyFailure(new MissingExportError(mainExport), "author");
    }
    this.#report(packed, result);
    return packed;
  }

  #report({ outcome }: CompiledGraph, { bodies }: CompiledBodies): void {
    const { verified } = outcome;
    if (verified.length > 0) this.#context.events({ type: "verified", modules: verified });
    for (const { module, compiled: fresh, cached } of bodies) {
      const digest = fresh?.interfaceDigest ?? provenInterface(cached);
      if (digest !== undefined) this.#interfaces.set(module.identity, digest);
    }
  }
}

function exportsOf({ verified }: CompiledBodies, identity: Identity): readonly string[] {
  return verified.graph.records.get(`cf:module/${identity}`)?.exports ?? [];
}
