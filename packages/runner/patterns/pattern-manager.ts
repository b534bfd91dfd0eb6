/**
 * The pattern manager: turns a program or a pointer into a live pattern and keeps pointers durable.
 * It joins engine and cache and contains neither; the runtime calls it, pattern code cannot.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import type { EntryRef, Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { keylessRef } from "../builders/keyless.ts";
import { getArtifactEntryRef, isTrustedArtifact } from "../engine/provenance.ts";
import type { CompiledGraph, EvaluateResult } from "../engine/types.ts";
import { isLink, linkProblem } from "../links/sigil.ts";
import { UnknownPatternError } from "../pieces/errors.ts";
import type { Link } from "../types.ts";
import { DurableClosures } from "./durable-closures.ts";
import { PatternNotPersistableError } from "./errors.ts";
import type { EventLog } from "./event-log.ts";
import type { ObservedSource } from "../observations/observation.ts";
import { type KnownModule, KnownModules } from "./known-modules.ts";
import { ModuleSources } from "./module-sources.ts";
import { LoadChain } from "./load-chain.ts";
import type { PatternManagerParts } from "./manager-parts.ts";
import { pickPattern } from "./pick-export.ts";
import { SingleFlight } from "./single-flight.ts";

export interface CompileOptions {
  /** Where the closure must be durable when the promise resolves. */
  readonly space?: SpaceId;
  /** Overrides the program's own; `default` when neither names one. */
  readonly mainExport?: string;
  readonly signal?: AbortSignal;
  /** Called before any compile work. */
  readonly onEntryIdentity?: (identity: Identity) => void;
}

/** A program that was compiled and evaluated, without a choice of export. */
export interface EvaluatedProgram {
  readonly entryIdentity: Identity;
  readonly compiled: CompiledGraph;
  readonly result: EvaluateResult;
}

/** The files behind one identity. */
export interface PatternSources {
  readonly identity: Identity;
  readonly files: readonly { readonly name: string; readonly contents: string }[];
}

/** Outcomes of the cache, as `getCompileCacheStats` reports them. */
export interface CompileCacheStats {
  readonly hits: number;
  readonly misses: number;
  readonly byIdentityHits: number;
  readonly partialHits: number;
  readonly carried: number;
  readonly repairs: number;
  readonly disagreements: number;
}

export class PatternManager {
  readonly events: EventLog;
  readonly #parts: PatternManagerParts;
  readonly #known = new KnownModules();
  readonly #sources = new ModuleSources();
  readonly #compiles = new SingleFlight<EvaluatedProgram>();
  readonly #durable: DurableClosures;
  readonly #programs = new WeakMap<object, Program>();
  readonly #background = new Set<Promise<void>>();
  /** Compiles that callers wait for, from the first step on. */
  readonly #calls = new Set<Promise<void>>();
  readonly #chain: LoadChain;

  constructor(parts: PatternManagerParts) {
    this.#parts = parts;
    this.events = parts.events;
    this.#durable = new DurableClosures(parts);
    this.#chain = new LoadChain({
      ...parts,
      known: this.#known,
      sources: this.#sources,
      durable: this.#durable,
      associate: (value, program) => this.#programs.set(value, program),
      persistInBackground: (pattern, space) =>
        this.#runInBackground(this.ensurePatternPersisted(pattern, space)),
    });
  }

  /**
   * Compiles and evaluates `input` and gives its pattern. With `space`, resolves only after source
   * and compiled documents are durable there.
   */
  compilePattern(input: Program | string, options: CompileOptions = {}): Promise<PatternValue> {
    return this.#tracked(this.#compilePattern(asProgram(input), options));
  }

  async #compilePattern(program: Program, options: CompileOptions): Promise<PatternValue> {
    const { result } = await this.#compile(program, options);
    const name = options.mainExport ?? program.mainExport ?? "default";
    const pattern = pickPattern(result.main, name);
    this.associatePatternProgram(pattern, program);
    return pattern;
  }

  /** As {@link compilePattern}, but a live pattern of the same source and export is given as it is. */
  compileOrGetPattern(
    input: Program | string,
    options: CompileOptions = {},
  ): Promise<PatternValue> {
    return this.#tracked(this.#compileOrGet(asProgram(input), options));
  }

  async #compileOrGet(program: Program, options: CompileOptions): Promise<PatternValue> {
    const identity = await this.#parts.engine.computeEntryIdentity(program);
    const symbol = options.mainExport ?? program.mainExport ?? "default";
    const live = this.artifactFromIdentitySync(identity, symbol);
    if (!isPattern(live)) return await this.#compilePattern(program, options);
    options.onEntryIdentity?.(identity);
    const modules = this.#known.closure(identity);
    this.events.emit({ type: "identified", entry: identity, modules: modules?.length ?? 1 });
    this.events.emit({
      type: "cacheHit",
      entry: identity,
      from: "artifact",
      modules: codeIdentities(modules) ?? [identity],
    });
    if (options.space !== undefined) await this.#persist(identity, options.space);
    return live;
  }

  /** Compiles and evaluates; gives the raw namespaces. */
  compileAndRegisterModules(
    program: Program,
    options: CompileOptions = {},
  ): Promise<EvaluatedProgram> {
    return this.#tracked(this.#compile(program, options));
  }

  /**
   * The verified graph of a program: bodies from the cache of `space`, the rest compiled. Evaluates
   * nothing and stores nothing.
   */
  async compileModules(program: Program, options: CompileOptions = {}): Promise<CompiledGraph> {
    return (await this.#compileWithCache(program, options)).compiled;
  }

  /**
   * The live pattern behind a pointer, loaded from `space` when it is not live. Absence and
   * deterministic failure give `undefined`, with a `loadFailed` event.
   */
  loadPatternByIdentity(
    identity: Identity,
    symbol: string,
    space: SpaceId,
  ): Promise<PatternValue | undefined> {
    return this.#chain.load({ identity, symbol }, space);
  }

  /** Why `identity` could not be loaded from `space`, when that is deterministic. */
  loadFailure(identity: Identity, space: SpaceId): unknown {
    return this.#chain.failureOf(identity, space);
  }

  /** The live artifact that `identity` exposes as `symbol`. */
  artifactFromIdentitySync(identity: Identity, symbol: string): unknown {
    return this.#parts.engine.artifactFor({ identity, symbol });
  }

  /** Where the code of a loaded module came from. */
  sourceOf(identity: Identity): ObservedSource | undefined {
    return this.#sources.of(identity);
  }

  /** The pointer of an artifact: always its defining module. */
  getArtifactEntryRef(value: unknown): EntryRef | undefined {
    return getArtifactEntryRef(value);
  }

  /**
   * Makes the closure behind `pattern` durable in `space`.
   * @throws {PatternNotPersistableError} for a keyless pattern or one without a readable closure
   * @throws {WriteBackError}
   */
  async ensurePatternPersisted(pattern: unknown, space: SpaceId): Promise<void> {
    const ref = getArtifactEntryRef(pattern);
    if (ref === undefined) throw new PatternNotPersistableError("no module stands behind it");
    await this.#persist(ref.identity, space);
  }

  /** The pointer of a pattern that no module defines; it holds in this session only. */
  ensureKeylessPatternIdentity(pattern: PatternValue): EntryRef {
    return keylessRef(pattern, getArtifactEntryRef, nodeSha256);
  }

  /** Copies the closure behind `pattern` from one space to another. */
  async replicatePatternToSpace(pattern: unknown, to: SpaceId, from: SpaceId): Promise<void> {
    const ref = getArtifactEntryRef(pattern);
    if (ref === undefined) throw new PatternNotPersistableError("no module stands behind it");
    const closure = await this.#closureFrom(ref.identity, from);
    await this.#durable.write(ref.identity, to, closure, new Map());
    this.events.emit({
      type: "replicated",
      from,
      to,
      entry: ref.identity,
      modules: closure.length,
    });
  }

  /** Remembers which program a pattern came from. Only trusted patterns have one. */
  associatePatternProgram(pattern: object, program: Program): void {
    if (isTrustedArtifact(pattern)) this.#programs.set(pattern, program);
  }

  getPatternProgram(pattern: object): Program | undefined {
    return this.#programs.get(pattern);
  }

  /** The authored files behind an identity, from the verified source documents of `space`. */
  async getPatternSourceProgramByIdentity(
    identity: Identity,
    space: SpaceId,
  ): Promise<Program | undefined> {
    const cache = await this.#parts.cacheOf(space);
    const closure = await cache.sourceClosure(identity);
    if ("failure" in closure) return undefined;
    const { main, files, dataFiles } = closure;
    return dataFiles.length === 0 ? { main, files } : { main, files, dataFiles };
  }

  /**
   * Sets one note on the pattern behind `identity` in `space`, or removes it with `undefined`. Notes
   * decide nothing: no load, verdict, identity or pointer looks at them.
   * @throws {UnknownPatternError} when the space has no source document of it
   * @throws {AnnotationLimitError} @throws {TypeError} for a value that is no link
   */
  async annotatePattern(
    identity: Identity,
    space: SpaceId,
    key: string,
    link: Link | undefined,
  ): Promise<void> {
    if (link !== undefined && (!isLink(link) || linkProblem(link) !== undefined)) {
      throw new TypeError("The note on a pattern is a link: pass what getAsLink() gives");
    }
    const cache = await this.#parts.cacheOf(space);
    if (!await cache.annotate(identity, key, link)) throw new UnknownPatternError({ identity });
  }

  /** The notes on the pattern behind `identity` in `space`, by key; empty without any. */
  async getPatternAnnotations(
    identity: Identity,
    space: SpaceId,
  ): Promise<Readonly<Record<string, Link>>> {
    const cache = await this.#parts.cacheOf(space);
    const notes = Object.create(null) as Record<string, Link>;
    for (const [key, link] of await cache.annotations(identity)) {
      if (isLink(link)) notes[key] = link;
    }
    return notes;
  }

  /** The authored files behind each pattern that runs: one entry an identity. */
  async getPatternSources(): Promise<readonly PatternSources[]> {
    const sources = new Map<Identity, PatternSources>();
    for (const { ref, space } of this.#parts.runningPatterns()) {
      if (sources.has(ref.identity)) continue;
      const program = await this.#programOf(ref, space);
      if (program === undefined) continue;
      const files = program.files.map(({ name, contents }) => ({ name, contents }));
      sources.set(ref.identity, { identity: ref.identity, files });
    }
    return [...sources.values()];
  }

  async #programOf(ref: EntryRef, space: SpaceId): Promise<Pick<Program, "files"> | undefined> {
    const live = this.artifactFromIdentitySync(ref.identity, ref.symbol);
    const program = isPattern(live) ? this.getPatternProgram(live) : undefined;
    if (program !== undefined) return program;
    const known = this.#known.closure(ref.identity);
    if (known !== undefined) {
      return { files: known.map(({ source }) => ({ name: source.path, contents: source.text })) };
    }
    return await this.getPatternSourceProgramByIdentity(ref.identity, space);
  }

  getCompileCacheStats(): CompileCacheStats {
    const { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements } =
      this.#parts.counters;
    return { hits, misses, byIdentityHits, partialHits, carried, repairs, disagreements };
  }

  /** Waits for write-backs. @throws the first failure since the last call */
  flushCompileCacheWrites(): Promise<void> {
    return this.#durable.flush();
  }

  hasPendingPatternWork(): boolean {
    return this.#calls.size + this.#compiles.size + this.#background.size > 0 ||
      this.#chain.busy || this.#durable.busy;
  }

  /** Resolves when no compile, load or write is left. */
  async pendingPatternWorkSettled(): Promise<void> {
    while (this.hasPendingPatternWork()) {
      await Promise.allSettled(this.#calls);
      await this.#compiles.settled();
      await this.#chain.settled();
      await this.#durable.settled();
      await Promise.allSettled(this.#background);
    }
  }

  async #compile(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const { engine } = this.#parts;
    const entry = await engine.computeEntryIdentity(program);
    options.onEntryIdentity?.(entry);
    const exportName = options.mainExport ?? program.mainExport ?? "default";
    const key = [options.space ?? "", entry, exportName].join("\0");
    return await this.#compiles.run(key, () => this.#compileOnce(program, options));
  }

  async #compileOnce(program: Program, options: CompileOptions): Promise<EvaluatedProgram> {
    const { compiled, missed } = await this.#compileWithCache(program, options);
    const result = this.#parts.engine.evaluateRecordGraph(compiled);
    this.#known.add(compiled.sources, compiled.modules);
    this.#sources.add(compiled.sources.map((source) => [source.identity, {
      path: source.path,
      digest: source.sourceDigest,
      imports: source.storedEdges,
    }]));
    if (options.space !== undefined) await this.#persistCompiled(compiled, missed, options.space);
    return { entryIdentity: compiled.entryIdentity, compiled, result };
  }

  /** Bodies from the cache of the space, the rest compiled; all verified, nothing evaluated. */
  async #compileWithCache(
    program: Program,
    { space, signal }: CompileOptions,
  ): Promise<{ compiled: CompiledGraph; missed: ReadonlyMap<Identity, string> }> {
    const { engine, counters, events } = this.#parts;
    const missed = new Map<Identity, string>();
    let found = 0;
    const compiled = await engine.compileToRecordGraph(program, {
      ...(signal === undefined ? {} : { signal }),
      ...(space === undefined ? {} : {
        precompiledModulesFor: async ({ entryIdentity, identities, modules: proven }) => {
          const cache = await this.#parts.cacheOf(space);
          const { modules, misses } = await cache.compiled(proven);
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
          if (missed.size > 0) {
            const reasons = Object.fromEntries(missed);
            events.emit({ type: "cacheMiss", space, entry: entryIdentity, reasons });
          }
          return modules;
        },
      }),
    });
    const produced = compiled.outcome.compiled.length + compiled.outcome.carried.length;
    if (produced === 0) counters.hits++;
    else if (found > 0) counters.partialHits++;
    else counters.misses++;
    return { compiled, missed };
  }

  async #persistCompiled(
    { entryIdentity, outcome, sources }: CompiledGraph,
    missed: ReadonlyMap<Identity, string>,
    space: SpaceId,
  ): Promise<void> {
    const replace = new Map(missed);
    for (const { identity, reason } of outcome.rejected) replace.set(identity, reason);
    if (replace.size === 0) {
      const cache = await this.#parts.cacheOf(space);
      // Every body came from this space: one read tells whether there is anything to write.
      const members = sources.map(({ identity }) => identity);
      if (await cache.holdsSources(members)) {
        this.#durable.note(entryIdentity, space, members);
        return;
      }
    }
    await this.#persist(entryIdentity, space, replace);
  }

  /** Makes a closure durable; `replace` names compiled documents that are known to be unusable. */
  async #persist(
    entry: Identity,
    space: SpaceId,
    replace: ReadonlyMap<Identity, string> = new Map(),
  ): Promise<void> {
    if (replace.size === 0 && await this.#durable.confirm(entry, space)) return;
    const closure = this.#known.closure(entry) ?? await this.#closureFromAnySpace(entry, space);
    await this.#durable.write(entry, space, closure, replace);
  }

  async #closureFromAnySpace(entry: Identity, target: SpaceId): Promise<KnownModule[]> {
    const spaces = new Set([target, ...this.#durable.spacesOf(entry)]);
    let failure: unknown;
    for (const space of spaces) {
      try {
        return await this.#closureFrom(entry, space);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  async #closureFrom(entry: Identity, space: SpaceId): Promise<KnownModule[]> {
    const closure = await this.#chain.recompile(entry, space);
    if ("failure" in closure) throw new PatternNotPersistableError(closure.failure);
    return this.#known.closure(entry)!;
  }

  #tracked<T>(work: Promise<T>): Promise<T> {
    const call: Promise<void> = work.then(() => {}, () => {})
      .then(() => void this.#calls.delete(call));
    this.#calls.add(call);
    return work;
  }

  #runInBackground(work: Promise<void>): void {
    const tracked = work.catch((error) => this.#parts.onError(error)).finally(() => {
      this.#background.delete(tracked);
    });
    this.#background.add(tracked);
  }
}

/** A text input is one file named `/main.tsx`. */
function asProgram(input: Program | string): Program {
  if (typeof input !== "string") return input;
  return { main: "/main.tsx", files: [{ name: "/main.tsx", contents: input }] };
}

function codeIdentities(modules: readonly KnownModule[] | undefined): Identity[] | undefined {
  return modules?.filter((module) => module.compiled !== undefined)
    .map((module) => module.source.identity);
}
