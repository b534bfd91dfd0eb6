/**
 * Compiles of programs: bodies from the cache of a space, the rest from the engine, and what was made
 * written back there.
 */
import type { Counters } from "@commonfabric/contract";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { Engine } from "../engine/engine.ts";
import { SingleFlight } from "../engine/single-flight.ts";
import type {
  CachedModule,
  CompiledGraph,
  EvaluateResult,
  PrecompiledModulesFor,
} from "../engine/types.ts";
import { messageOf } from "../sandbox/guest-errors.ts";
import type { ClosurePersistence } from "./closure-persistence.ts";
import type { CompileOptions, EvaluatedProgram } from "./compile-options.ts";
import type { DurableClosures } from "./durable-closures.ts";
import type { EventLog } from "./event-log.ts";
import type { FailedBefore } from "./failed-before.ts";
import type { KnownModules } from "./known-modules.ts";
import { lookUpLeased } from "./leased-lookup.ts";
import type { CompiledLookup, ModuleCache } from "./module-cache.ts";
import type { ModuleSources } from "./module-sources.ts";
import type { ProcessCache } from "./process-cache.ts";
import { type ProgramKey, programKey } from "./program-key.ts";
import { storing } from "./store-errors.ts";

export interface CachedCompilesParts {
  readonly engine: Engine;
  readonly cacheOf: (space: SpaceId) => Promise<ModuleCache>;
  readonly events: EventLog;
  readonly counters: Counters;
  readonly known: KnownModules;
  readonly durable: DurableClosures;
  readonly accepted: ProcessCache;
  readonly sources: ModuleSources;
  readonly closures: ClosurePersistence;
  readonly failures: FailedBefore;
}

type PrecompiledRequest = Parameters<PrecompiledModulesFor>[0];

/** A graph, and what the space had of it. */
interface MadeGraph {
  readonly compiled: CompiledGraph;
  readonly lookup: CompiledLookup;
}

const NOTHING_LOOKED_UP: CompiledLookup = {
  modules: new Map(),
  misses: new Map(),
  outdated: new Map(),
};

export class CachedCompiles {
  readonly #parts: CachedCompilesParts;
  readonly #flights = new SingleFlight<EvaluatedProgram>();
  /** Compiles that were counted; callers for several spaces share one. */
  readonly #counted = new WeakSet<CompiledGraph>();

  constructor(parts: CachedCompilesParts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#flights.size > 0;
  }

  settled(): Promise<void> {
    return this.#flights.settled();
  }

  /**
   * Compiles and evaluates; with a space, what was made is durable there. Calls for one space share
   * a run; calls for several share what the engine does.
   */
  async evaluated(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const named = await programKey(this.#parts.engine, program);
    options.onEntryIdentity?.(named.entry);
    const exportName = options.mainExport ?? program.mainExport ?? "default";
    const key = [options.space ?? "", named.key, exportName].join("\0");
    const compile = (signal: AbortSignal) =>
      this.#compileOnce(program, named, { ...options, signal });
    return await this.#flights.run(key, compile, options.signal);
  }

  /** Bodies from the cache of the space, the rest compiled; all verified, nothing evaluated. */
  async compiled(program: Program, options: CompileOptions): Promise<CompiledGraph> {
    return await this.#withCache(
      program,
      options,
      (request, cache) => this.#lookUp(request, { cache, space: options.space }),
    );
  }

  /** As {@link evaluated}, with nothing evaluated: verified, and durable in the space. */
  async stored(program: Program, space: SpaceId): Promise<CompiledGraph> {
    return await storing(
      space,
      () => this.#storedAfter(program, { space }, (made) => Promise.resolve(made)),
    );
  }

  async #compileOnce(
    program: Program,
    { key: what }: ProgramKey,
    options: CompileOptions,
  ): Promise<EvaluatedProgram> {
    const { space } = options;
    const { failures } = this.#parts;
    const failure = failures.find({ space, what });
    if (failure !== undefined) throw failure.error;
    try {
      const compile = () => this.#compileAndPersist(program, options);
      return await (space === undefined ? compile() : storing(space, compile));
    } catch (error) {
      failures.note({ space, what }, error);
      throw error;
    }
  }

  async #compileAndPersist(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const { engine } = this.#parts;
    const { signal } = options;
    let result: EvaluateResult | undefined;
    const compiled = await this.#storedAfter(program, options, async (made) => {
      result = this.#evaluated(made.compiled, made.lookup);
      if (result !== undefined) return made;
      const lookup = withoutUnproven(made.lookup);
      const compiled = await engine.compileToRecordGraph(program, {
        ...(signal === undefined ? {} : { signal }),
        precompiledModulesFor: () => Promise.resolve(lookup.modules),
      });
      result = engine.evaluateRecordGraph(compiled);
      return { compiled, lookup };
    });
    return { entryIdentity: compiled.entryIdentity, compiled, result: result! };
  }

  /** Compiles, has `check` look at what was made, and stores what it gives. */
  async #storedAfter(
    program: Program,
    options: CompileOptions,
    check: (made: MadeGraph) => Promise<MadeGraph>,
  ): Promise<CompiledGraph> {
    const { known, accepted, sources, closures } = this.#parts;
    const { space, signal } = options;
    let lookup: CompiledLookup = NOTHING_LOOKED_UP;
    let endLease = (): Promise<void> => Promise.resolve();
    try {
      let compiled = await this.#withCache(program, options, async (request, cache) => {
        const found = await lookUpLeased(cache, request.entryIdentity, {
          look: (previous) => this.#lookUp(request, { cache, space, previous }),
          canCompile: ({ misses }) => [...misses.keys()].some((each) => !accepted.has(each)),
          signal,
        });
        endLease = found.end;
        return lookup = found.lookup;
      });
      ({ compiled, lookup } = await check({ compiled, lookup }));
      known.add(compiled.sources, compiled.modules);
      accepted.add(compiled.modules);
      sources.add(compiled.sources.map((source) => [source.identity, {
        path: source.path,
        digest: source.sourceDigest,
        imports: source.storedEdges,
      }]));
      if (space !== undefined) await closures.persistCompiled(compiled, lookup, space);
      return compiled;
    } finally {
      await endLease();
    }
  }

  /** `undefined` when bodies of the store may be to blame that nobody vouches for. */
  #evaluated(compiled: CompiledGraph, { modules }: CompiledLookup): EvaluateResult | undefined {
    try {
      return this.#parts.engine.evaluateRecordGraph(compiled);
    } catch (error) {
      if (![...modules.values()].some(isUnproven)) throw error;
      const identity = compiled.entryIdentity;
      this.#parts.events.emit({ type: "rejected", identity, reason: messageOf(error) });
      return undefined;
    }
  }

  async #withCache(
    program: Program,
    { space, signal }: CompileOptions,
    lookUp: (request: PrecompiledRequest, cache: ModuleCache) => Promise<CompiledLookup>,
  ): Promise<CompiledGraph> {
    let found = 0;
    const compiled = await this.#parts.engine.compileToRecordGraph(program, {
      ...(signal === undefined ? {} : { signal }),
      ...(space === undefined ? {} : {
        precompiledModulesFor: async (request) => {
          const lookup = await lookUp(request, await this.#parts.cacheOf(space));
          const elsewhere = this.#parts.accepted.find(lookup.misses.keys());
          found = lookup.modules.size + elsewhere.size;
          this.#report(request, lookup, elsewhere, space);
          return new Map([...lookup.modules, ...elsewhere]);
        },
        carriedModulesFor: async (emitKeys) => (await this.#parts.cacheOf(space)).emitted(emitKeys),
      }),
    });
    this.#count(compiled, found);
    return compiled;
  }

  #report(
    { entryIdentity: entry, identities }: PrecompiledRequest,
    { modules, misses, remembered }: CompiledLookup,
    elsewhere: ReadonlyMap<Identity, CachedModule>,
    space: SpaceId,
  ): void {
    const { events } = this.#parts;
    const isHad = (identity: Identity) => elsewhere.has(identity) || remembered?.has(identity);
    const hits = {
      space: identities.filter((identity) => modules.has(identity) && !isHad(identity)),
      process: identities.filter(isHad),
    };
    for (const from of ["space", "process"] as const) {
      const hit = hits[from];
      if (hit.length > 0) events.emit({ type: "cacheHit", space, entry, from, modules: hit });
    }
    const missed = [...misses].filter(([identity]) => !elsewhere.has(identity));
    if (missed.length > 0) {
      events.emit({ type: "cacheMiss", space, entry, reasons: Object.fromEntries(missed) });
    }
  }

  /** What this process knows to be in the space, the rest from there; what `previous` missed again. */
  async #lookUp(
    { modules: proven }: PrecompiledRequest,
    { cache, space, previous }: {
      readonly cache: ModuleCache;
      readonly space: SpaceId | undefined;
      readonly previous?: CompiledLookup | undefined;
    },
  ): Promise<CompiledLookup> {
    const known = previous ?? this.#remembered(proven.keys(), space);
    const rest = new Map([...proven].filter(([identity]) => !known.modules.has(identity)));
    if (rest.size === 0) return known;
    const { modules, misses, outdated } = await cache.compiled(rest);
    return {
      ...known,
      modules: new Map([...known.modules, ...modules]),
      misses,
      outdated: new Map([...known.outdated, ...outdated]),
    };
  }

  #remembered(identities: Iterable<Identity>, space: SpaceId | undefined): CompiledLookup {
    if (space === undefined) return NOTHING_LOOKED_UP;
    const { accepted, durable } = this.#parts;
    const there = [...identities].filter((each) => durable.isRemembered(each, space));
    const modules = accepted.find(there);
    return { ...NOTHING_LOOKED_UP, modules, remembered: new Set(modules.keys()) };
  }

  #count(compiled: CompiledGraph, found: number): void {
    const { counters } = this.#parts;
    const produced = compiled.outcome.compiled.length + compiled.outcome.carried.length;
    if (produced === 0) counters.hits++;
    else if (this.#counted.has(compiled)) return;
    else if (found > 0) counters.partialHits++;
    else counters.misses++;
    this.#counted.add(compiled);
  }
}

/** Which body is to blame is not known: those without attestation are misses, all of them. */
function withoutUnproven({ modules, misses, outdated }: CompiledLookup): CompiledLookup {
  const unproven = [...modules.values()].filter(isUnproven);
  const blamed = unproven.map(({ identity }) => [identity, "evaluation"] as const);
  return {
    modules: new Map([...modules].filter(([, module]) => !isUnproven(module))),
    misses: new Map([...misses, ...blamed]),
    outdated,
  };
}

function isUnproven({ trust }: Pick<CachedModule, "trust">): boolean {
  return trust === "none";
}
