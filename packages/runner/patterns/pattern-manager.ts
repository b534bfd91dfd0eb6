/**
 * The pattern manager: turns a program or a pointer into a live pattern and keeps pointers durable.
 * It joins engine and cache and contains neither; the runtime calls it, pattern code cannot.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { listIntents } from "@commonfabric/compilation-cache";
import type { EntryRef, Identity, Program } from "@commonfabric/module-identity";
import type { SpaceId, SpaceStore } from "@commonfabric/storage";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { keylessRef } from "../builders/keyless.ts";
import { getArtifactEntryRef, isTrustedArtifact } from "../engine/provenance.ts";
import type { CompiledGraph } from "../engine/types.ts";
import type { Link } from "../types.ts";
import { CachedCompiles } from "./cached-compiles.ts";
import { cacheStatsOf, type CompileCacheStats } from "./cache-stats.ts";
import { ClosurePersistence } from "./closure-persistence.ts";
import type { CompileOptions, EvaluatedProgram } from "./compile-options.ts";
import { DurableClosures } from "./durable-closures.ts";
import { PatternNotPersistableError } from "./errors.ts";
import type { EventLog } from "./event-log.ts";
import { FailedBefore } from "./failed-before.ts";
import type { ObservedSource } from "../observations/observation.ts";
import { type KnownModule, KnownModules } from "./known-modules.ts";
import { ModuleSources } from "./module-sources.ts";
import { LoadChain } from "./load-chain.ts";
import { Replication } from "./replication.ts";
import type { PatternManagerParts } from "./manager-parts.ts";
import { notesOn, setNote } from "./pattern-notes.ts";
import { PendingWork } from "./pending-work.ts";
import { type PatternSources, sourcesOf } from "./pattern-sources.ts";
import { storedProgram } from "./stored-program.ts";
import { pickPattern } from "./pick-export.ts";
import type { DocumentAt } from "../transactions/needed-documents.ts";
import { ProcessCache } from "./process-cache.ts";

export class PatternManager {
  readonly events: EventLog;
  readonly #parts: PatternManagerParts;
  readonly #known = new KnownModules();
  readonly #sources = new ModuleSources();
  readonly #accepted: ProcessCache;
  readonly #compiles: CachedCompiles;
  readonly #closures: ClosurePersistence;
  readonly #durable: DurableClosures;
  readonly #replication: Replication;
  readonly #programs = new WeakMap<object, Program>();
  readonly #work: PendingWork;
  readonly #chain: LoadChain;

  constructor(parts: PatternManagerParts) {
    this.#parts = parts;
    this.#work = new PendingWork(parts);
    this.events = parts.events;
    this.#accepted = new ProcessCache(parts.runtimeVersion);
    this.#durable = new DurableClosures(parts);
    const failures = new FailedBefore(parts.runtimeVersion);
    this.#chain = new LoadChain({
      ...parts,
      known: this.#known,
      accepted: this.#accepted,
      sources: this.#sources,
      durable: this.#durable,
      failures,
      associate: (value, program) => this.#programs.set(value, program),
      persistInBackground: (pattern, space) =>
        this.#work.runInBackground(this.ensurePatternPersisted(pattern, space)),
    });
    this.#closures = new ClosurePersistence({
      ...parts,
      known: this.#known,
      durable: this.#durable,
      recompile: (entry, space) => this.#chain.recompile(entry, space),
      compileProgram: (program, space) => this.#compileToKnow(program, space),
    });
    this.#replication = new Replication({ ...parts, durable: this.#durable });
    this.#compiles = new CachedCompiles({
      ...parts,
      known: this.#known,
      durable: this.#durable,
      accepted: this.#accepted,
      sources: this.#sources,
      closures: this.#closures,
      failures,
    });
  }

  /**
   * Compiles and evaluates `input` and gives its pattern. With `space`, resolves only after source
   * and compiled documents are durable there.
   */
  compilePattern(input: Program | string, options: CompileOptions = {}): Promise<PatternValue> {
    return this.#work.call(
      "compilePattern",
      () => this.#compilePattern(asProgram(input), options),
    );
  }

  async #compilePattern(program: Program, options: CompileOptions): Promise<PatternValue> {
    const { result } = await this.#compiles.evaluated(program, options);
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
    return this.#work.call(
      "compileOrGetPattern",
      () => this.#compileOrGet(asProgram(input), options),
    );
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
    if (options.space !== undefined) {
      await this.#closures.persist(identity, options.space, program);
    }
    return live;
  }

  /** Compiles and evaluates; gives the raw namespaces. */
  compileAndRegisterModules(
    program: Program,
    options: CompileOptions = {},
  ): Promise<EvaluatedProgram> {
    return this.#work.call(
      "compileAndRegisterModules",
      () => this.#compiles.evaluated(program, options),
    );
  }

  /**
   * The verified graph of a program: bodies from the cache of `space`, the rest compiled. Evaluates
   * nothing and stores nothing.
   */
  async compileModules(program: Program, options: CompileOptions = {}): Promise<CompiledGraph> {
    const compile = () => this.#compiles.compiled(program, options);
    return await this.#parts.operation("compileModules", compile);
  }

  /**
   * Makes a program durable in `space`: bodies from its cache, the rest compiled, all verified.
   * Evaluates nothing, so that code can be handed to a process that is trusted less.
   */
  storeProgram(program: Program, space: SpaceId): Promise<CompiledGraph> {
    return this.#work.call("storeProgram", () => this.#compiles.stored(program, space));
  }

  /**
   * Makes the compiled bodies behind a stored module durable in its space; evaluates nothing.
   * @throws {PatternNotPersistableError} without a readable closure
   */
  async storeCompiled(identity: Identity, space: SpaceId): Promise<void> {
    const cache = await this.#parts.cacheOf(space);
    if ((await cache.compiledClosure(identity)).complete) return;
    await this.#closures.persist(identity, space);
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
    return this.#parts.operation(
      "loadPatternByIdentity",
      () => this.#chain.load({ identity, symbol }, space),
    );
  }

  /** Why `identity` could not be loaded from `space`, when that is deterministic. */
  loadFailure(identity: Identity, space: SpaceId): unknown {
    return this.#chain.failureOf(identity, space);
  }

  /** The live artifact that `identity` exposes as `symbol`. */
  artifactFromIdentitySync(identity: Identity, symbol: string): unknown {
    return this.#parts.engine.artifactFor({ identity, symbol });
  }

  /** Keeps the live modules behind a pointer until the returned function is called. */
  hold(identity: Identity): () => void {
    return this.#parts.engine.hold(identity);
  }

  /** Reads where the code of a module came from, unless that is known. */
  readSources(identity: Identity, space: SpaceId): Promise<void> {
    return this.#chain.readSources(identity, space);
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
    await this.#parts.operation(
      "ensurePatternPersisted",
      () => this.#closures.persist(ref.identity, space, this.#programOfLive(pattern)),
    );
  }

  /** The documents of a durable closure that a pointer to its entry relies on. */
  async durableDocuments(
    identity: Identity,
    space: SpaceId,
  ): Promise<readonly DocumentAt[] | undefined> {
    return await (await this.#parts.cacheOf(space)).durableDocuments(identity);
  }

  /** The pointer of a pattern that no module defines; it holds in this session only. */
  ensureKeylessPatternIdentity(pattern: PatternValue): EntryRef {
    return keylessRef(pattern, getArtifactEntryRef, nodeSha256);
  }

  /**
   * Copies the closure behind `pattern` from one space to another. Where that cannot be done now, it
   * is tried again later, by whoever opens `from`.
   * @throws {PatternNotPersistableError} when `from` has no readable closure
   * @throws {WriteBackError} @throws {StoreUnavailableError}
   */
  async replicatePatternToSpace(pattern: unknown, to: SpaceId, from: SpaceId): Promise<void> {
    const ref = getArtifactEntryRef(pattern);
    if (ref === undefined) throw new PatternNotPersistableError("no module stands behind it");
    await this.#parts.operation(
      "replicatePatternToSpace",
      () => this.#replication.replicate(ref.identity, to, from),
    );
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
    return await storedProgram(await this.#parts.cacheOf(space), identity);
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
    await setNote(await this.#parts.cacheOf(space), { identity, key, link });
  }

  /** The notes on the pattern behind `identity` in `space`, by key; empty without any. */
  async getPatternAnnotations(
    identity: Identity,
    space: SpaceId,
  ): Promise<Readonly<Record<string, Link>>> {
    return await notesOn(await this.#parts.cacheOf(space), identity);
  }

  /** The authored files behind each pattern that runs: one entry an identity. */
  async getPatternSources(): Promise<readonly PatternSources[]> {
    const running = this.#parts.runningPatterns();
    return await sourcesOf(running, (ref, space) => this.#programOf(ref, space));
  }

  async #compileToKnow(program: Program, space: SpaceId): Promise<void> {
    const { sources, modules } = await this.#compiles.compiled(program, { space });
    this.#known.add(sources, modules);
  }

  #programOfLive(pattern: unknown): Program | undefined {
    return isPattern(pattern) ? this.getPatternProgram(pattern) : undefined;
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
    return cacheStatsOf(this.#parts.counters);
  }

  /** Waits for write-backs. @throws the first failure since the last call */
  flushCompileCacheWrites(): Promise<void> {
    return this.#durable.flush();
  }

  hasPendingPatternWork(): boolean {
    return this.#work.busy || this.#compiles.busy || this.#chain.busy || this.#durable.busy ||
      this.#replication.busy;
  }

  /** Resolves when no compile, load or write is left. */
  async pendingPatternWorkSettled(): Promise<void> {
    while (this.hasPendingPatternWork()) {
      await this.#work.settled();
      await this.#compiles.settled();
      await this.#chain.settled();
      await this.#durable.settled();
      await this.#replication.settled();
    }
  }

  /** Goes on with the copies that somebody intended in a space that was just opened. */
  goOn(space: SpaceId, store: SpaceStore): void {
    if (store.isReadOnly === true) return;
    const work = async (): Promise<void> => {
      try {
        const intents = await listIntents(store);
        if (intents.length > 0) this.#replication.replay(space, intents);
      } catch (error) {
        // A runtime that is disposed of has closed the store meanwhile.
        if (!this.#replication.isClosed) throw error;
      }
    };
    this.#work.runInBackground(work());
  }

  /** Tries no copy again: the runtime is disposed of. */
  stopRetrying(): void {
    this.#replication.close();
  }

  /** Leaves behind what is worth keeping of this session; called before the stores are closed. */
  closing(): Promise<void> {
    return this.#parts.closing();
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
