/**
 * The engine: compiles programs to verified record graphs and evaluates them. It owns the evaluated
 * modules of a session, the artifact and implementation index, source maps and counters. It knows
 * nothing about spaces, documents or pieces.
 */
import { BoundedMap } from "@commonfabric/canonical";
import {
  type Counters,
  type EventSink,
  makeCounters,
  moduleRecordKey,
} from "@commonfabric/contract";
import { MemoryEmitMemo, SourceMapParser } from "@commonfabric/js-compiler";
import type { EntryRef, Identity, Program, Source } from "@commonfabric/module-identity";
import { makeSandboxGlobals, type SandboxGlobals } from "../sandbox/compartment.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";
import { makeModuleVerifier } from "../sandbox/module-verifier.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import { runtimeModuleRecords } from "../sandbox/records.ts";
import type { ModuleVerifier } from "../sandbox/verification.ts";
import { EngineDisposedError } from "./engine-disposed-error.ts";
import type { EngineOptions } from "./engine-options.ts";
import { hostTableDigest } from "./host-table-digest.ts";
import { EvaluatedModuleTable } from "./evaluated-modules.ts";
import { cachedGraph, evaluateGraph } from "./evaluate-graph.ts";
import { HeldClosures } from "./held-closures.ts";
import { ImplementationIndex } from "./implementation-index.ts";
import { BodyVerifier } from "./module-bodies.ts";
import { ProgramCompiles } from "./program-compiles.ts";
import type { Callable } from "./provenance.ts";
import { recordAuthorities } from "./record-authorities.ts";
import { recordComponent } from "./record-component.ts";
import { locate, type SitesProvider, type SourceLocation } from "./source-locations.ts";
import type {
  CachedModule,
  CompiledGraph,
  CompileToGraphOptions,
  EvaluateCachedOptions,
  EvaluateOptions,
  EvaluateResult,
} from "./types.ts";

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
  readonly #index: ImplementationIndex;
  readonly #held = new HeldClosures((identity) =>
    this.isEvaluated(identity) ? this.pin(identity) : undefined
  );
  readonly #sites = new BoundedMap<Identity, { path: string; sites: SitesProvider }>(INDEX_BOUND);
  readonly #maps: SourceMapParser;
  readonly #programs: ProgramCompiles;
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
    this.#bodies = new BodyVerifier(this.#verifier, options.sha256, this.counters);
    runtimeModuleRecords(options.hosts.modules);
    this.#globals = makeSandboxGlobals(options.console ? { console: options.console } : {});
    this.#index = new ImplementationIndex(options.indexBound ?? INDEX_BOUND);
    this.#maps = new SourceMapParser(this.counters);
    const { hosts, sha256, compiler, computeModuleIdentities, edges } = options;
    this.#programs = new ProgramCompiles({
      context: {
        hosts,
        sha256,
        compiler,
        computeModuleIdentities,
        edges,
        verifier: this.#verifier,
        bodies: this.#bodies,
        emitMemo: new MemoryEmitMemo(),
        events: this.#events,
        counters: this.counters,
      },
      signal: this.#abort.signal,
      nextLoadId: () => ++this.#loads,
    });
    this.#evaluated = new EvaluatedModuleTable({
      authority: `${this.#globals.policyDigest}\n${
        hostTableDigest(options.sha256, options.hosts.table)
      }\nauthored`,
      events: this.#events,
      counters: this.counters,
      onComponent: (modules) => this.#recordComponent(modules, this.#evaluated),
      ...(options.evaluatedBound !== undefined && { bound: options.evaluatedBound }),
    });
  }

  /** Identity of `program.main`: what the engine stores and reports, without compiling. */
  async computeEntryIdentity(program: Program): Promise<Identity> {
    this.#assertLive();
    const identities = await this.#programs.identities(program);
    return identities.get(program.main)!.identity;
  }

  /** Identities of the closure, by path. */
  async computeModuleHashes(program: Program): Promise<ReadonlyMap<string, Identity>> {
    this.#assertLive();
    const identities = await this.#programs.identities(program);
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
    return await this.#programs.compile(program, options);
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

  /** Evaluates cached modules; every body that is not attested is verified first. Loads neither resolver nor TypeScript. */
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

  /**
   * The artifact that a pointer names: tolerant, re-exported names resolve too. A module that was
   * evicted from the index and is still live is indexed again.
   */
  artifactFor(ref: EntryRef): object | undefined {
    if (!this.#index.has(ref.identity)) this.indexEvaluated(ref.identity);
    return this.#index.artifactFor(ref);
  }

  /** The function whose provenance is exactly `ref`. */
  implementationFor(ref: EntryRef): Callable | undefined {
    if (!this.#index.has(ref.identity)) this.indexEvaluated(ref.identity);
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

  /** Keeps the live modules of the closure of `identity` until the returned function is called. */
  hold(identity: Identity): () => void {
    return this.#held.hold(identity);
  }

  /** True while the session has an evaluation of `identity`. */
  isEvaluated(identity: Identity): boolean {
    return this.#evaluated.find(identity) !== undefined;
  }

  /** As `artifactFor`, in the index alone. */
  indexedArtifact(ref: EntryRef): object | undefined {
    return this.#index.artifactFor(ref);
  }

  /** Indexes the live evaluation of `identity` again; false when the session has none. */
  indexEvaluated(identity: Identity): boolean {
    const module = this.#evaluated.find(identity);
    if (module === undefined) return false;
    recordComponent(module, this.#sites.get(identity)?.sites ?? (() => undefined), this.#index);
    return true;
  }

  /** Maps stacks of evaluated code to authored positions. */
  get stackMapper(): SourceMapParser {
    return this.#maps;
  }

  /** Forgets all evaluated modules; later loads evaluate interchangeable copies. */
  clear(): void {
    this.#evaluated.clear();
    this.#held.clear();
    this.#index.clear();
    this.#sites.clear();
    this.#programs.clear();
    this.#bodies.clear();
    this.#maps.clear();
  }

  /** Aborts compiles and empties all tables. Later calls throw. */
  dispose(): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort(new EngineDisposedError());
    this.clear();
  }

  #load(
    graph: RecordGraph,
    entry: Identity,
    loadId: number,
    { isolated = false }: EvaluateOptions,
  ): EvaluateResult {
    const isolatedTable = () => {
      const table: EvaluatedModuleTable = new EvaluatedModuleTable({
        authority: `isolated ${loadId}`,
        onComponent: (modules) => this.#recordComponent(modules, table),
      });
      return table;
    };
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
      for (const identity of evaluatedNow) this.#held.note(identity, importsOf(graph, identity));
      if (evaluatedNow.length > 0) this.#events({ type: "evaluated", modules: evaluatedNow });
      return result;
    } finally {
      this.#graphInEvaluation = outer;
    }
  }

  #recordComponent(modules: readonly EvaluatedModule[], evaluated: EvaluatedModuleTable): void {
    for (const module of modules) {
      const sites = this.#graphInEvaluation?.sitesByIdentity.get(module.identity) ??
        (() => undefined);
      this.#sites.set(module.identity, { path: module.path, sites });
      recordComponent(module, sites, this.#index);
    }
    const component = new Map(modules.map((module) => [module.identity, module]));
    for (const module of modules) {
      recordAuthorities(
        module,
        this.#graphInEvaluation,
        (identity) => component.get(identity) ?? evaluated.find(identity),
      );
    }
  }

  #assertLive(): void {
    if (this.#abort.signal.aborted) throw new EngineDisposedError();
  }
}

/** Modules that the module `identity` of `graph` imports. */
function importsOf({ edges }: RecordGraph, identity: Identity): Identity[] {
  const own = moduleRecordKey("");
  return [...edges.get(moduleRecordKey(identity))?.values() ?? []]
    .filter((key) => key.startsWith(own)).map((key) => key.slice(own.length));
}
