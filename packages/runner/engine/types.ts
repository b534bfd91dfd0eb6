/** What the engine's operations take and give. */
import type { Diagnostic, HostTable, Sites } from "@commonfabric/contract";
import type {
  CompiledModule,
  CompileOptions,
  EmitMemo,
  ParseEdges,
  SourceMap,
} from "@commonfabric/js-compiler";
import type {
  Identity,
  IdentityOptions,
  ModuleIdentity,
  Program,
  StoredEdge,
} from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import type { Namespace } from "../sandbox/namespace.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import type { HostModules } from "../sandbox/records.ts";

/** A number for logs and events; part of no identity, no evaluated text and no document. */
export type LoadId = number;

/** A compiled module as a cache hands it in. */
export interface CachedModule {
  readonly identity: Identity;
  /** Authored path. */
  readonly filename: string;
  readonly code: string;
  readonly bodyHash: string;
  readonly verdict?: Verdict;
  readonly imports: readonly StoredEdge[];
  /** What is there for display may be parsed when it is read. */
  readonly sourceMap?: SourceMap | undefined;
  readonly sites?: Sites | undefined;
  /** Summaries of exported functions, by name. */
  readonly summary?: Readonly<Record<string, unknown>> | undefined;
  readonly interfaceDigest: string;
  readonly emitKey: string;
  readonly warnings?: readonly Diagnostic[];
  /**
   * `attested`: the cache found a valid attestation. `verified`: this session has accepted the very
   * text before. Any other body is verified before it runs.
   */
  readonly trust: "attested" | "verified" | "none";
}

/** A module as it is written back. */
export interface CacheableModule extends CachedModule {
  readonly source: string;
  readonly sourceDigest: string;
  readonly warnings: readonly Diagnostic[];
}

/** What happened to each identity. Lists are in dependency order. */
export interface CompileOutcome {
  readonly compiled: readonly Identity[];
  readonly carried: readonly Identity[];
  readonly cached: readonly Identity[];
  readonly verified: readonly Identity[];
  readonly rejected: readonly { readonly identity: Identity; readonly reason: string }[];
}

export interface CompiledGraph {
  readonly loadId: LoadId;
  readonly entryIdentity: Identity;
  readonly entryPath: string;
  readonly mainExport: string;
  readonly graph: RecordGraph;
  /** All files of the closure, declarations and data included, dependencies first. */
  readonly sources: readonly ModuleIdentity[];
  /** Code modules for write-back, dependencies first. Empty for a compile that skipped the gate. */
  readonly modules: readonly CacheableModule[];
  readonly outcome: CompileOutcome;
}

export interface EvaluateResult {
  readonly loadId: LoadId;
  readonly main: Namespace;
  /** By authored path. */
  readonly exportMap: Readonly<Record<string, Namespace>>;
  readonly exportsByIdentity: ReadonlyMap<Identity, Namespace>;
  readonly sourcePathByIdentity: ReadonlyMap<Identity, string>;
  readonly registrationsByIdentity: ReadonlyMap<Identity, ReadonlyMap<string, unknown>>;
}

/** What is certain of a code module before any body is known. */
export interface ProvenModule {
  /** Authored path. */
  readonly filename: string;
  readonly imports: readonly StoredEdge[];
}

/** Asked once per compile for all identities of the program; a partial answer is used. */
export type PrecompiledModulesFor = (request: {
  readonly entryIdentity: Identity;
  readonly identities: readonly Identity[];
  /** The same modules with what the program in hand proves of them. */
  readonly modules: ReadonlyMap<Identity, ProvenModule>;
}) => Promise<ReadonlyMap<Identity, CachedModule> | undefined>;

/**
 * Asked for components that miss under their identities: the modules that a store has under each of
 * these emit keys. Modules that are not attested are not taken.
 */
export type CarriedModulesFor = (
  emitKeys: readonly string[],
) => Promise<ReadonlyMap<string, readonly CachedModule[]>>;

export interface CompileToGraphOptions {
  readonly mainExport?: string;
  readonly precompiledModulesFor?: PrecompiledModulesFor;
  readonly carriedModulesFor?: CarriedModulesFor;
  /** Handed in directly: verified, whatever they claim. */
  readonly precompiledModules?: ReadonlyMap<Identity, CachedModule>;
  readonly emitMemo?: EmitMemo;
  /** Recompiling durable source: an unused `@ts-expect-error` is tolerated. */
  readonly storedSource?: boolean;
  /** Leaves the type gate out; the result is for inspection and has no modules for write-back. */
  readonly skipGate?: boolean;
  readonly signal?: AbortSignal;
}

export interface EvaluateOptions {
  /** Neither takes nor leaves evaluated modules of the session. */
  readonly isolated?: boolean;
}

export interface EvaluateCachedOptions extends EvaluateOptions {
  /** Texts of the data files that the modules read, by identity. */
  readonly data?: ReadonlyMap<Identity, string>;
}

/** The compiler chunk, as the engine uses it. It is loaded when a body is missing, not before. */
export interface EngineCompiler {
  /**
   * Bodies of `options.missing` by path. The provider binds transformers, type libraries and gate.
   * @throws an author error with diagnostics, or `EdgeMismatchError`
   */
  compile(
    program: Program,
    options: CompileOptions,
  ): Promise<ReadonlyMap<string, CompiledModule>>;
  /** The specifiers of a text by its syntax tree. */
  readonly parseEdges: ParseEdges;
}

export interface CompilerProvider {
  ensureCompiler(): Promise<EngineCompiler>;
}

/**
 * Identities of the closure of `program`, by path; throws `EdgesUnknownError` when a text's edges
 * are not known without `parse`, and `ResolveError` for an incomplete closure.
 */
export type ComputeModuleIdentities = (
  program: Program,
  options: IdentityOptions,
) => ReadonlyMap<string, ModuleIdentity>;

/** The host side of an engine: the table that describes the modules, and their values. */
export interface EngineHosts {
  readonly table: HostTable;
  readonly modules: HostModules;
}
