/**
 * Compiles of programs: bodies from the cache of a space, the rest from the engine, and what was made
 * written back there.
 */
import type { Counters } from "@commonfabric/contract";
import type { Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import type { Engine } from "../engine/engine.ts";
import type { CompiledGraph } from "../engine/types.ts";
import type { ClosurePersistence } from "./closure-persistence.ts";
import type { CompileOptions, EvaluatedProgram } from "./compile-options.ts";
import type { EventLog } from "./event-log.ts";
import type { KnownModules } from "./known-modules.ts";
import type { ModuleCache } from "./module-cache.ts";
import type { ModuleSources } from "./module-sources.ts";
import { SingleFlight } from "./single-flight.ts";

export interface CachedCompilesParts {
  readonly engine: Engine;
  readonly cacheOf: (space: SpaceId) => Promise<ModuleCache>;
  readonly events: EventLog;
  readonly counters: Counters;
  readonly known: KnownModules;
  readonly sources: ModuleSources;
  readonly closures: ClosurePersistence;
}

export class CachedCompiles {
  readonly #parts: CachedCompilesParts;
  readonly #flights = new SingleFlight<EvaluatedProgram>();

  constructor(parts: CachedCompilesParts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#flights.size > 0;
  }

  settled(): Promise<void> {
    return this.#flights.settled();
  }

  /** Compiles and evaluates; with a space, what was made is durable there. Equal calls share a run. */
  async evaluated(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const { engine } = this.#parts;
    const entry = await engine.computeEntryIdentity(program);
    options.onEntryIdentity?.(entry);
    const exportName = options.mainExport ?? program.mainExport ?? "default";
    const key = [options.space ?? "", entry, exportName].join("\0");
    const compile = (signal: AbortSignal) => this.#compileOnce(program, { ...options, signal });
    return await this.#flights.run(key, compile, options.signal);
  }

  /**
   * Bodies from the cache of the space, the rest compiled; all verified, nothing evaluated. `replace`
   * names the documents that were not there or are to be written anew, with the reason.
   */
  async withCache(
    program: Program,
    { space, signal }: CompileOptions,
  ): Promise<{ compiled: CompiledGraph; replace: ReadonlyMap<Identity, string> }> {
    const { engine, counters, events } = this.#parts;
    const missed = new Map<Identity, string>();
    const outdated = new Map<Identity, string>();
    let found = 0;
    const compiled = await engine.compileToRecordGraph(program, {
      ...(signal === undefined ? {} : { signal }),
      ...(space === undefined ? {} : {
        precompiledModulesFor: async ({ entryIdentity, identities, modules: proven }) => {
          const cache = await this.#parts.cacheOf(space);
          const { modules, misses, outdated: stale } = await cache.compiled(proven);
          found = modules.size;
          for (const [identity, reason] of misses) missed.set(identity, reason);
          if (found > 0) {
            const hit = identities.filter((identity) => modules.has(identity));
            events.emit({
              type: "cacheHit",
              space,
              entry: entryIdentity,
              from: "space",
              modules: hit,
            });
          }
          for (const [identity, reason] of stale) outdated.set(identity, reason);
          if (missed.size > 0) {
            const reasons = Object.fromEntries(missed);
            events.emit({ type: "cacheMiss", space, entry: entryIdentity, reasons });
          }
          return modules;
        },
        carriedModulesFor: async (emitKeys) => (await this.#parts.cacheOf(space)).emitted(emitKeys),
      }),
    });
    const produced = compiled.outcome.compiled.length + compiled.outcome.carried.length;
    if (produced === 0) counters.hits++;
    else if (found > 0) counters.partialHits++;
    else counters.misses++;
    return { compiled, replace: new Map([...outdated, ...missed]) };
  }

  async #compileOnce(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const { compiled, replace } = await this.withCache(program, options);
    const result = this.#parts.engine.evaluateRecordGraph(compiled);
    this.#parts.known.add(compiled.sources, compiled.modules);
    this.#parts.sources.add(compiled.sources.map((source) => [source.identity, {
      path: source.path,
      digest: source.sourceDigest,
      imports: source.storedEdges,
    }]));
    if (options.space !== undefined) {
      await this.#parts.closures.persistCompiled(compiled, replace, options.space);
    }
    return { entryIdentity: compiled.entryIdentity, compiled, result };
  }
}
