/**
 * What the pattern manager asks of the cache of one space. `space-cache.ts` answers with stored
 * documents; nothing else of the manager knows their shapes.
 */
import type { Annotations } from "@commonfabric/compilation-cache";
import type { Identity, ModuleIdentity, Source } from "@commonfabric/module-identity";
import type { CachedModule, ProvenModule } from "../engine/types.ts";
import type { ModuleSource } from "./module-sources.ts";
import type { KnownModule } from "./known-modules.ts";
import type { DocumentAt } from "../transactions/needed-documents.ts";

/** Usable compiled modules, and why the others are not. */
export interface CompiledLookup {
  readonly modules: ReadonlyMap<Identity, CachedModule>;
  /** Reason by identity of every module that missed. */
  readonly misses: ReadonlyMap<Identity, string>;
  /** Modules that are usable and whose documents are to be written anew, with the reason. */
  readonly outdated: ReadonlyMap<Identity, string>;
  /** Modules that the space was not asked for: this process has them, and knows that they are there. */
  readonly remembered?: ReadonlySet<Identity>;
}

/** A stored closure that proved itself: every identity was recomputed from what is stored. */
export interface SourceClosure {
  /** Path of the entry module. */
  readonly main: string;
  readonly files: readonly Source[];
  readonly dataFiles: readonly string[];
}

/** What the caller of a write-back knows of the compiled documents in the space. */
export interface DocumentsFound {
  /** Reason by identity of those that missed: they are replaced. */
  readonly missed: ReadonlyMap<Identity, string>;
  /** Those that were just used: they stay. The others are compared with what they should be. */
  readonly used: ReadonlySet<Identity>;
}

/** Nothing was looked at. */
export const NOTHING_FOUND: DocumentsFound = { missed: new Map(), used: new Set() };

/** What a write-back really wrote. */
export interface WrittenDocuments {
  readonly sources: readonly Identity[];
  readonly compiled: readonly Identity[];
}

/** The compiled closure of an entry, and the data files that it reads. */
export interface CompiledClosureLookup extends CompiledLookup {
  readonly complete: boolean;
  /** The proven sources of the closure, by identity, as far as they were needed. */
  readonly sources: ReadonlyMap<Identity, ModuleSource>;
  /** Texts by identity. */
  readonly data: ReadonlyMap<Identity, string>;
}

export interface ModuleCache {
  /** Compiled modules of these code modules. */
  compiled(modules: ReadonlyMap<Identity, ProvenModule>): Promise<CompiledLookup>;
  /**
   * The compiled closure of `entry`. Attested documents stand for themselves; where some miss, and
   * where nothing is attested, it is read over the verified source documents. No source text is read.
   */
  compiledClosure(entry: Identity): Promise<CompiledClosureLookup>;
  /** The verified sources behind `entry`, by identity and without texts; empty if they do not prove. */
  sources(entry: Identity): Promise<ReadonlyMap<Identity, ModuleSource>>;
  /** Modules that are kept with `entry` although it does not reach them: its tests. */
  retained(entry: Identity): Promise<readonly Identity[]>;
  /** The verified source closure of `entry`, or the reason why there is none. */
  sourceClosure(entry: Identity): Promise<SourceClosure | { readonly failure: string }>;
  /**
   * Modules by emit key, each an attested compile of the same component under another identity;
   * nothing without attestation keys.
   */
  emitted(
    emitKeys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CachedModule[]>>;
  /**
   * Claims the compile of what missed, with the write-back of `entry` to follow: `held` until
   * `endLease`; `changed` after others compiled; `none` to compile without. Never rejects.
   */
  claimCompile(
    entry: Identity,
    misses: ReadonlyMap<Identity, string>,
    signal: AbortSignal | undefined,
  ): Promise<"held" | "changed" | "none">;
  /** Gives back what `claimCompile` held for `entry`, if its write-back has not. Never rejects. */
  endLease(entry: Identity): Promise<void>;
  /** Stores a closure, dependencies first. */
  writeBack(
    entry: Identity,
    closure: readonly KnownModule[],
    lookup: DocumentsFound,
  ): Promise<WrittenDocuments>;
  /**
   * Sets, or with `undefined` removes, one note on `entry`; `false` when the space has no source
   * document of it.
   */
  annotate(entry: Identity, key: string, link: object | undefined): Promise<boolean>;
  /** The notes on `entry`, as stored. */
  annotations(entry: Identity): Promise<Annotations>;
  /** The modules whose source document or text is not there as it should be: two batched reads. */
  unsoundSources(sources: readonly ModuleIdentity[]): Promise<ReadonlySet<Identity>>;
  /** Whether all these source and compiled documents are there now: one batched read. */
  holds(sources: Iterable<Identity>, compiled: Iterable<Identity>): Promise<boolean>;
  /** Whether source and compiled document of `entry` are there now: two keyed reads. */
  isDurable(entry: Identity): Promise<{ readonly source: boolean; readonly compiled: boolean }>;
  /** Where both are; `undefined` when one is not there. */
  durableDocuments(entry: Identity): Promise<readonly DocumentAt[] | undefined>;
}
