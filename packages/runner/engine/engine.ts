/**
 * The engine: compiles programs to verified record graphs and evaluates them. It owns the evaluated
 * modules of a session, the artifact and implementation index, source maps and counters. It knows
 * nothing about spaces, documents or pieces.
 */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import { type Counters, type EventSink, makeCounters } from "@commonfabric/contract";
import { EdgeMismatchError, MemoryEmitMemo, SourceMapParser } from "@commonfabric/js-compiler";
import type {
  EdgeSource,
  EntryRef,
  Identity,
  ModuleIdentity,
  Program,
  Source,
} from "@commonfabric/module-identity";
import { MissingExportError } from "./missing-export-error.ts";
import { makeSandboxGlobals, type SandboxGlobals } from "../sandbox/compartment.ts";
import type { ConsoleSink } from "../sandbox/console.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";
import { makeModuleVerifier } from "../sandbox/module-verifier.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import type { ModuleVerifier } from "../sandbox/verification.ts";
import {
  type CompileContext,
  type CompiledBodies,
  GraphCompile,
  identitiesOf,
} from "./compile-to-graph.ts";
import { CompileFlights, flightKey } from "./compile-flights.ts";
import { hostTableDigest } from "./host-table-digest.ts";
import { EvaluatedModuleTable } from "./evaluated-modules.ts";
import { cachedGraph, evaluateGraph } from "./evaluate-graph.ts";
import { classifyFailure } from "./failures.ts";
import { ImplementationIndex } from "./implementation-index.ts";
import { BodyVerifier } from "./module-bodies.ts";
import { packCompiledGraph } from "./pack-compiled-graph.ts";
import type { Callable } from "./provenance.ts";
import { recordComponent } from "./record-component.ts";
import { locate, type SitesProvider, type SourceLocation } from "./source-locations.ts";
import type {
  CachedModule,
  CompiledGraph,
  CompilerProvider,
  CompileToGraphOptions,
  ComputeModuleIdentities,
  EngineHosts,
  EvaluateCachedOptions,
  EvaluateOptions,
  EvaluateResult,
} from "./types.ts";

/** Thrown by every operation of an engine after `dispose()`. */
export class EngineDisposedError extends Error {
  override readonly name = "EngineDisposedError";
  constructor() {
    super("Engine is disposed");
  }
}

export interface EngineOptions {
  readonly hosts: EngineHosts;
  readonly sha256: Sha256;
  readonly compiler: CompilerProvider;
  /** Digest of the verifier's rules; `verifierVersion()` of package sandbox-verifier. */
  readonly verifierVersion: string;
  /** Another verifier than the one of this workspace, which is the default. */
  readonly verifier?: ModuleVerifier;
  readonly computeModuleIdentities: ComputeModuleIdentities;
  /** Memo and lexical scan of edges. */
  readonly edges: EdgeSource;
  readonly console?: ConsoleSink;
  readonly events?: EventSink;
  readonly counters?: Counters;
  /** The most evaluated identities that the session keeps. */
  readonly evaluatedBound?: number;
}

const INDEX_BOUND = 10_000;

/** One session. Compiles may overlap; evaluation is synchronous and never interleaves. */
export class Engine {
  readonly counters: Counters;
  readonly #options: EngineOptions;
  readonly #events: EventSink;
  readonly #verifier: ModuleVerifier;
  readonly #bodies: BodyVerifier;
  readonly #globals: SandboxGlobals;
  readonly #evaluated: EvaluatedModuleTable;
  readonly #index = new ImplementationIndex(INDEX_BOUND);
  readonly #sites = new BoundedMap<Identity, { path: string; sites: SitesProvider }>(INDEX_BOUND);
  readonly #interfaces = new BoundedMap<Identity, string>(INDEX_BOUND);
  readonly #emitMemo = new MemoryEmitMemo();
  readonly #maps: SourceMapParser;
  readonly #flights = new CompileFlights();
  readonly #abort = new AbortController();
  #graphInEvaluation: RecordGraph | undefined;
  #loads = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.counters = options.counters ?? makeCounters();
    this.#events = options.events ?? (() => {});
    this.#verifier = options.verifier ?? makeModuleVerifier({
      policy: { hosts: options.hosts.table },
      sha256: options.sha256,
      verifierVersion: options.verifierVersion,
      counters: this.counters,
    });
    this.#bodies = new BodyVerifier(this.#verifier, options.sha256);
    this.#globals = makeSandboxGlobals(options.console ? { console: options.console } : {});
    this.#maps = new SourceMapParser(this.counters);
    this.#evaluated = new EvaluatedModuleTable({
      authority: `${this.#globals.policyDigest}\n${
        hostTableDigest(options.sha256, options.hosts.table)
      }\nauthored`,
      events: this.#events,
      counters: this.counters,
      onComponent: (modules) => this.#recordComponent(modules),
      ...(options.evaluatedBound !== undefined && { bound: options.evaluatedBound }),
    });
  }

  /** Identity of `program.main`: what the engine stores and reports, without compiling. */
  async computeEntryIdentity(program: Program): Promise<Identity> {
    this.#assertLive();
    const identities = await identitiesOf(this.#context(), program);
    return identities.get(program.main)!.identity;
  }

  /** Identities of the closure, by path. */
  async computeModuleHashes(program: Program): Promise<ReadonlyMap<string, Identity>> {
    this.#assertLive();
    const identities = await identitiesOf(this.#context(), program);
    return new Map([...identities].map(([path, { identity }]) => [path, identity]));
  }

  /**
   * A verified graph of `program`, whose files are a closed set.
   * @throws the first author error; `failureClassOf` tells its class
   */
  async compileToRecordGraph(
    program: Program,
    options: CompileToGraphOptions = {},
  ): Promise<CompiledGraph> {
    this.#assertLive();
    const context = this.#context();
    const identities = await identitiesOf(context, program);
    const entry = identities.get(program.main)!;
    // A load by pointer starts from an identity: there is nothing to identify.
    if (!options.storedSource) {
      this.#events({ type: "identified", entry: entry.identity, modules: identities.size });
    }

    return await this.#flights.share(
      flightKey(entry.identity, identities, options),
      () => this.#compile(context, program, identities, options),
    );
  }

  /** The same from stored sources: the files are the closure, nothing is discovered. */
  compileResolvedToRecordGraph(
    files: readonly Source[],
    entryPath: string,
    options: CompileToGraphOptions & { readonly dataFiles?: readonly string[] } = {},
  ): Promise<CompiledGraph> {
    const { dataFiles, ...rest } = options;
    const program: Program = { main: entryPath, files, ...(dataFiles && { dataFiles }) };
    return this.compileToRecordGraph(program, { storedSource: true, ...rest });
  }

  /** Evaluates what the session does not have yet. Synchronous from start to end. */
  evaluateRecordGraph(compiled: CompiledGraph, options: EvaluateOptions = {}): EvaluateResult {
    this.#assertLive();
    return this.#load(compiled.graph, compiled.entryIdentity, compiled.loadId, options);
  }

  /** Evaluates cached modules, every body verified first. Loads neither resolver nor TypeScript. */
  evaluateCachedModules(
    modules: ReadonlyMap<Identity, CachedModule>,
    entryIdentity: Identity,
    options: EvaluateCachedOptions = {},
  ): EvaluateResult {
    this.#assertLive();
    const { graph, verified } = cachedGraph(modules, entryIdentity, {
      bodies: this.#bodies,
      verifier: this.#verifier,
      hosts: this.#options.hosts.modules,
      data: options.data ?? new Map(),
    });
    if (verified.length > 0) this.#events({ type: "verified", modules: verified });
    return this.#load(graph, entryIdentity, ++this.#loads, options);
  }

  /** The artifact that a pointer names: tolerant, re-exported names resolve too. */
  artifactFor(ref: EntryRef): object | undefined {
    return this.#index.artifactFor(ref);
  }

  /** The function whose provenance is exactly `ref`. */
  implementationFor(ref: EntryRef): Callable | undefined {
    return this.#index.implementationFor(ref);
  }

  /** The authored position of a symbol, for display. */
  getSourceLocation(ref: EntryRef): SourceLocation | undefined {
    const known = this.#sites.get(ref.identity);
    return known && locate(known.path, ref.symbol, known.sites);
  }

  /** Keeps an evaluated module until the returned function is called. */
  pin(identity: Identity): () => void {
    return this.#evaluated.pin(identity);
  }

  /** True while the session has an evaluation of `identity`. */
  isEvaluated(identity: Identity): boolean {
    return this.#evaluated.find(identity) !== undefined;
  }

  /** Maps stacks of evaluated code to authored positions. */
  get stackMapper(): SourceMapParser {
    return this.#maps;
  }

  /** Forgets all evaluated modules; later loads evaluate interchangeable copies. */
  clear(): void {
    this.#evaluated.clear();
    this.#index.clear();
    this.#sites.clear();
    this.#interfaces.clear();
    this.#bodies.clear();
    this.#maps.clear();
  }

  /** Aborts compiles and empties all tables. Later calls throw. */
  dispose(): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort(new EngineDisposedError());
    this.clear();
  }

  async #compile(
    context: CompileContext,
    program: Program,
    identities: ReadonlyMap<string, ModuleIdentity>,
    options: CompileToGraphOptions,
  ): Promise<CompiledGraph> {
    const signal = options.signal === undefined
      ? this.#abort.signal
      : AbortSignal.any([this.#abort.signal, options.signal]);
    const entry = identities.get(program.main)!;
    const codes = [...identities.values()].filter(({ kind }) => kind === "code")
      .sort((a, b) => a.component - b.component);
    const asked = await options.precompiledModulesFor?.({
      entryIdentity: entry.identity,
      identities: codes.map(({ identity }) => identity),
      modules: new Map(
        codes.map((
          { identity, path: filename, storedEdges: imports },
        ) => [identity, { filename, imports }]),
      ),
    });
    const cached = new Map([...asked ?? [], ...options.precompiledModules ?? []]);
    const compile = new GraphCompile(context, program, identities, { ...options, signal });
    let result: CompiledBodies;
    try {
      result = await compile.run(cached);
    } catch (error) {
      if (!(error instanceof EdgeMismatchError)) throw error;
      return await this.#compileAgain(program, { ...options, signal }, error);
    }
    this.#assertLive();
    const packed = packCompiledGraph(program, entry, result, options, ++this.#loads);
    const { mainExport } = options;
    if (mainExport !== undefined && !exportsOf(result, entry.identity).includes(mainExport)) {
      throw classifyFailure(new MissingExportError(mainExport), "author");
    }
    this.#report(packed, result);
    return packed;
  }

  /** The memo or the scan named other edges than the syntax tree: identities by the tree alone. */
  async #compileAgain(
    program: Program,
    options: CompileToGraphOptions,
    { path, sourceDigest }: EdgeMismatchError,
  ): Promise<CompiledGraph> {
    this.counters.edgeMemoMismatches++;
    const { edges, compiler } = this.#options;
    edges.memo?.discard?.(sourceDigest, path.slice(path.lastIndexOf(".")));
    const { parseEdges } = await compiler.ensureCompiler();
    const context = {
      ...this.#context(),
      edges: { scan: () => "uncertain" as const, parse: parseEdges },
    };
    const identities = await identitiesOf(context, program);
    const entry = identities.get(program.main)!;
    const result = await new GraphCompile(context, program, identities, options).run(new Map());
    const packed = packCompiledGraph(program, entry, result, options, ++this.#loads);
    this.#report(packed, result);
    return packed;
  }

  #report({ outcome }: CompiledGraph, { bodies }: CompiledBodies): void {
    const { verified } = outcome;
    if (verified.length > 0) this.#events({ type: "verified", modules: verified });
    for (const { module, compiled: fresh, cached } of bodies) {
      const digest = fresh?.interfaceDigest ?? cached?.interfaceDigest;
      if (digest !== undefined) this.#interfaces.set(module.identity, digest);
    }
  }

  #load(
    graph: RecordGraph,
    entry: Identity,
    loadId: number,
    { isolated = false }: EvaluateOptions,
  ): EvaluateResult {
    const isolatedTable = () =>
      new EvaluatedModuleTable({
        authority: `isolated ${loadId}`,
        onComponent: (modules) => this.#recordComponent(modules),
      });
    const outer = this.#graphInEvaluation;
    this.#graphInEvaluation = graph;
    try {
      const { result, evaluatedNow } = evaluateGraph(graph, entry, loadId, {
        globals: this.#globals,
        evaluated: isolated ? isolatedTable() : this.#evaluated,
        verifier: this.#verifier,
        maps: this.#maps,
        counters: this.counters,
      });
      if (evaluatedNow.length > 0) this.#events({ type: "evaluated", modules: evaluatedNow });
      return result;
    } finally {
      this.#graphInEvaluation = outer;
    }
  }

  #recordComponent(modules: readonly EvaluatedModule[]): void {
    for (const module of modules) {
      const sites = this.#graphInEvaluation?.sitesByIdentity.get(module.identity) ??
        (() => undefined);
      this.#sites.set(module.identity, { path: module.path, sites });
      recordComponent(module, sites, this.#index);
    }
  }

  #context(): CompileContext {
    const { hosts, sha256, compiler, computeModuleIdentities, edges } = this.#options;
    return {
      hosts,
      sha256,
      compiler,
      computeModuleIdentities,
      edges,
      verifier: this.#verifier,
      bodies: this.#bodies,
      emitMemo: this.#emitMemo,
      events: this.#events,
      counters: this.counters,
      interfaces: this.#interfaces,
    };
  }

  #assertLive(): void {
    if (this.#abort.signal.aborted) throw new EngineDisposedError();
  }
}

function exportsOf({ verified }: CompiledBodies, identity: Identity): readonly string[] {
  return verified.graph.records.get(`cf:module/${identity}`)?.exports ?? [];
}
