/**
 * The load chain: from a pointer to a live pattern, by the cheapest arm that answers.
 *
 *   live artifact -> live module -> negative memo -> single flight -> compiled closure
 *                 -> source closure -> absent
 *
 * Only the source arm loads the compiler.
 */
import {
  type EntryRef,
  type Identity,
  isModuleIdentity,
  type Program,
} from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { isTrustedArtifact } from "../engine/provenance.ts";
import type { CachedModule, CompiledGraph } from "../engine/types.ts";
import { messageOf } from "../sandbox/guest-errors.ts";
import { documentsFound } from "./closure-persistence.ts";
import type { DurableClosures } from "./durable-closures.ts";
import type { FailedBefore } from "./failed-before.ts";
import type { KnownModules } from "./known-modules.ts";
import { lookUpLeased } from "./leased-lookup.ts";
import type { PatternManagerParts } from "./manager-parts.ts";
import type {
  CompiledClosureLookup,
  CompiledLookup,
  DocumentsFound,
  ModuleCache,
  SourceClosure,
} from "./module-cache.ts";
import type { ModuleSources } from "./module-sources.ts";
import type { ProcessCache } from "./process-cache.ts";
import { SingleFlight } from "../engine/single-flight.ts";

/** The parts of the manager, and what the manager adds to them. */
export interface LoadChainParts extends PatternManagerParts {
  readonly known: KnownModules;
  readonly accepted: ProcessCache;
  readonly sources: ModuleSources;
  readonly durable: DurableClosures;
  readonly failures: FailedBefore;
  readonly associate: (value: object, program: Program) => void;
  readonly persistInBackground: (pattern: object, space: SpaceId) => void;
}

/** The outcome of loading a module: live afterwards, or the reason why not. */
type LoadOutcome = { readonly loaded: true } | { readonly loaded: false; readonly reason: string };

export class LoadChain {
  readonly #parts: LoadChainParts;
  readonly #loads = new SingleFlight<LoadOutcome>();

  constructor(parts: LoadChainParts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#loads.size > 0;
  }

  settled(): Promise<void> {
    return this.#loads.settled();
  }

  /** @returns the pattern, or `undefined` after a `loadFailed` event */
  async load(ref: EntryRef, space: SpaceId): Promise<PatternValue | undefined> {
    const { engine } = this.#parts;
    if (!isModuleIdentity(ref.identity)) return this.#failed(ref, space, "identity");
    const live = engine.indexedArtifact(ref);
    if (isPattern(live)) return await this.#answerLive(live, "artifact", ref, space);
    if (engine.indexEvaluated(ref.identity)) {
      // A live module has all that a stored one could have.
      const value = engine.artifactFor(ref);
      if (isPattern(value)) return await this.#answerLive(value, "module", ref, space);
      return this.#failed(ref, space, value === undefined ? "symbol" : "kind");
    }
    if (this.#parts.failures.find({ space, what: ref.identity }) !== undefined) {
      return this.#failed(ref, space, "failed before");
    }
    const outcome = await this.#loads.run(
      `${space}\0${ref.identity}`,
      () => this.#loadModule(ref.identity, space),
    );
    if (!outcome.loaded) return this.#failed(ref, space, outcome.reason);
    const value = engine.artifactFor(ref);
    if (isPattern(value)) return value;
    return this.#failed(ref, space, value === undefined ? "symbol" : "kind");
  }

  async #answerLive(
    pattern: PatternValue,
    from: "artifact" | "module",
    ref: EntryRef,
    space: SpaceId,
  ): Promise<PatternValue> {
    const { events, counters } = this.#parts;
    counters.byIdentityHits++;
    events.emit({ type: "cacheHit", space, entry: ref.identity, from, modules: [ref.identity] });
    await this.#repairSpace(pattern, ref, space);
    return pattern;
  }

  /** The error that keeps a module of `space` from being loaded, if it is known. */
  failureOf(identity: Identity, space: SpaceId): unknown {
    return this.#parts.failures.find({ space, what: identity })?.error;
  }

  /** Compiles the stored source of `entry` (or takes it from the cache) so that it is known. */
  async recompile(
    entry: Identity,
    space: SpaceId,
  ): Promise<CompiledGraph | { readonly failure: string }> {
    const cache = await this.#parts.cacheOf(space);
    const closure = await cache.sourceClosure(entry);
    if ("failure" in closure) return closure;
    const { main, files, dataFiles } = closure;
    const program: Program = dataFiles.length === 0 ? { main, files } : { main, files, dataFiles };
    const compiled = await this.#compileStored(program, cache);
    if (compiled.entryIdentity !== entry) return { failure: "identity" };
    return compiled;
  }

  async #loadModule(identity: Identity, space: SpaceId): Promise<LoadOutcome> {
    const cache = await this.#parts.cacheOf(space);
    let closure: ReturnType<ModuleCache["sourceClosure"]> | undefined;
    const readSources = () => closure ??= cache.sourceClosure(identity);
    const { lookup, end } = await lookUpLeased(cache, identity, {
      look: () => cache.compiledClosure(identity),
      // Where a source document is missing or bad nobody compiles, and nothing is written.
      canCompile: async ({ misses, sources }) =>
        [...misses.keys()].every((each) => sources.has(each)) &&
        !("failure" in await readSources()),
    });
    try {
      return await this.#loadFound(identity, space, { cache, readSources, lookup });
    } finally {
      await end();
    }
  }

  async #loadFound(
    identity: Identity,
    space: SpaceId,
    { cache, readSources, lookup }: {
      readonly cache: ModuleCache;
      readonly readSources: () => ReturnType<ModuleCache["sourceClosure"]>;
      readonly lookup: CompiledClosureLookup;
    },
  ): Promise<LoadOutcome> {
    const { events, counters } = this.#parts;
    this.#parts.sources.add(lookup.sources);
    if (lookup.modules.size > 0) {
      const modules = [...lookup.modules.keys()];
      events.emit({ type: "cacheHit", space, entry: identity, from: "space", modules });
    }
    let found: CompiledLookup = lookup;
    if (lookup.complete) {
      const rejected = this.#evaluateCached(identity, lookup);
      if (rejected === undefined) {
        counters.byIdentityHits++;
        this.#parts.accepted.add(lookup.modules.values());
        this.#parts.durable.note(identity, space, lookup.modules.keys());
        if (lookup.outdated.size > 0) await this.#renew(identity, space, lookup.outdated);
        return { loaded: true };
      }
      if (!this.#parts.canCompile) {
        this.#parts.failures.note({ space, what: identity }, rejected.error);
        return { loaded: false, reason: messageOf(rejected.error) };
      }
      // Which body is to blame is not known: none of them is used.
      const misses = new Map([...lookup.modules.keys()].map((each) => [each, "evaluation"]));
      found = { modules: new Map(), misses, outdated: new Map() };
    }
    if (found.misses.size > 0) {
      const reasons = Object.fromEntries(found.misses);
      events.emit({ type: "cacheMiss", space, entry: identity, reasons });
    }
    const closure = await readSources();
    if ("failure" in closure) return { loaded: false, reason: closure.failure };
    return await this.#loadFromSource({ identity, space, closure }, cache, found);
  }

  /** Writes documents anew whose bodies were verified again; the sources behind them are read first. */
  async #renew(
    identity: Identity,
    space: SpaceId,
    outdated: ReadonlyMap<Identity, string>,
  ): Promise<void> {
    const compiled = await this.recompile(identity, space);
    if (!("failure" in compiled)) {
      await this.#writeBack(identity, space, { missed: outdated, used: new Set() });
    }
  }

  /** Makes where the modules behind `identity` came from known. */
  async readSources(identity: Identity, space: SpaceId): Promise<void> {
    const { sources, cacheOf } = this.#parts;
    if (sources.of(identity) !== undefined) return;
    sources.add(await (await cacheOf(space)).sources(identity));
  }

  /** What is thrown when the cached set cannot be evaluated: the source arm tries once more. */
  #evaluateCached(
    identity: Identity,
    { modules, data }: CompiledClosureLookup,
  ): { readonly error: unknown } | undefined {
    try {
      this.#parts.engine.evaluateCachedModules(modules, identity, { data });
      return undefined;
    } catch (error) {
      this.#parts.events.emit({
        type: "rejected",
        identity,
        reason: messageOf(error),
      });
      return { error };
    }
  }

  async #loadFromSource(
    { identity, space, closure }: {
      readonly identity: Identity;
      readonly space: SpaceId;
      readonly closure: SourceClosure;
    },
    cache: ModuleCache,
    lookup: CompiledLookup,
  ): Promise<LoadOutcome> {
    const { engine, counters, failures } = this.#parts;
    const { main, files, dataFiles } = closure;
    const program: Program = dataFiles.length === 0 ? { main, files } : { main, files, dataFiles };
    let compiled: CompiledGraph;
    try {
      compiled = await this.#compileStored(program, cache, lookup.modules);
      if (compiled.entryIdentity !== identity) return { loaded: false, reason: "identity" };
      engine.evaluateRecordGraph(compiled);
    } catch (error) {
      if (!failures.note({ space, what: identity }, error)) throw error;
      return { loaded: false, reason: messageOf(error) };
    }
    if (compiled.outcome.compiled.length === compiled.modules.length) counters.misses++;
    else counters.partialHits++;
    const value = engine.artifactFor({ identity, symbol: "default" });
    if (isTrustedArtifact(value)) this.#parts.associate(value, program);
    await this.#writeBack(identity, space, documentsFound(compiled.outcome, lookup));
    return { loaded: true };
  }

  async #compileStored(
    program: Program,
    cache: ModuleCache,
    found?: ReadonlyMap<Identity, CachedModule>,
  ): Promise<CompiledGraph> {
    const { engine, known } = this.#parts;
    const compiled = await engine.compileToRecordGraph(program, {
      storedSource: true,
      precompiledModulesFor: async ({ modules }) =>
        found ?? (await cache.compiled(modules)).modules,
      carriedModulesFor: (emitKeys) => cache.emitted(emitKeys),
    });
    known.add(compiled.sources, compiled.modules);
    return compiled;
  }

  /** Awaited, but its failure does not fail the load: it was reported, the next load tries again. */
  async #writeBack(
    identity: Identity,
    space: SpaceId,
    found: DocumentsFound,
  ): Promise<void> {
    const closure = this.#parts.known.closure(identity);
    if (closure === undefined) return;
    try {
      await this.#parts.durable.write(identity, space, closure, found);
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  /** A live pattern of another space: its closure is stored in this one as tracked work. */
  async #repairSpace(pattern: object, ref: EntryRef, space: SpaceId): Promise<void> {
    try {
      const cache = await this.#parts.cacheOf(space);
      const { source, compiled } = await cache.isDurable(ref.identity);
      if (!source || !compiled) this.#parts.persistInBackground(pattern, space);
    } catch (error) {
      // What is live answers, whatever the store says.
      this.#parts.onError(error);
    }
  }

  #failed(ref: EntryRef, space: SpaceId, reason: string): undefined {
    this.#parts.events.emit({ type: "loadFailed", space, ref, reason });
    return undefined;
  }
}
