/** What goes into a compile and what comes out of it. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters, Diagnostic, HostTable, ModuleSidecarV1 } from "@commonfabric/contract";
import type {
  EdgeMemo,
  Identity,
  ModuleIdentity,
  Program,
  Source,
} from "@commonfabric/module-identity";

/** The one diagnostic record, as this package's pages call it. */
export type CompilerDiagnostic = Diagnostic;

/** A closed program: every file that `main` and the source roots reach, in discovery order. */
export interface ResolvedProgram extends Program {
  readonly files: readonly Source[];
  /** Declaration texts of host modules outside the host table, by name. */
  readonly hostTypes?: ReadonlyMap<string, string>;
}

/** Answers with the files of a program. Paths are grounded (`/a.ts`). */
export interface ProgramResolver {
  main(): Promise<Source>;
  resolveSource(path: string): Promise<Source | undefined>;
  resolveDataFile?(path: string): Promise<Source | undefined>;
  /** Paths of modules that exist near `path`, which does not: for hints only. */
  namesNear?(path: string): Promise<readonly string[]>;
}

/** Source map version 3 as an object: `sources: [authored path]`, no `sourcesContent`. */
export interface SourceMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly file?: string;
}

/** What one authored module becomes. */
export interface CompiledModule {
  /** The body, without trailer comments. */
  readonly js: string;
  readonly sourceMap?: SourceMap;
  readonly sidecar?: ModuleSidecarV1;
  /** 43 characters of base64url. */
  readonly interfaceDigest: string;
  /** 43 characters of base64url; one for all members of an import cycle. */
  readonly emitKey: string;
  readonly warnings: readonly Diagnostic[];
  readonly origin: "compiled" | "carried";
}

/** What an emit memo keeps of one member of a component. */
export interface MemoisedEmit {
  readonly path: string;
  readonly module: CompiledModule;
}

/** Bodies by emit key. A hint; in memory it is filled only by this process. */
export interface EmitMemo {
  get(emitKey: string): readonly MemoisedEmit[] | undefined;
  put(emitKey: string, members: readonly MemoisedEmit[]): void;
}

/**
 * Bodies that a store has for emit keys. Components that it does not have, or does not trust, are
 * absent; those that are there may be used as they are.
 */
export type StoredEmits = (
  emitKeys: readonly string[],
) => Promise<ReadonlyMap<string, readonly MemoisedEmit[]>>;

/** What every compile is told; the compiler chunk adds its own options (transformers). */
export interface CompileOptions {
  readonly hosts: HostTable;
  readonly sha256: Sha256;
  /** Paths whose body is needed; all code files when absent. */
  readonly missing?: ReadonlySet<string>;
  /**
   * Identities of the closure, as computed before the compile (module-identity); computed here when
   * absent. Their edges must agree with the syntax trees.
   */
  readonly modules?: ReadonlyMap<string, ModuleIdentity>;
  /**
   * The interface digest of a module that is not missing, by identity; without it such a module's
   * declarations are printed.
   */
  readonly interfaceDigestOf?: (identity: Identity) => string | undefined;
  /** Stored interface parts of a module, by identity; handed to the transformers. */
  readonly importedInterface?: (identity: Identity) => unknown;
  /** Durable source is compiled again: an unused `@ts-expect-error` (TS2578) is tolerated. */
  readonly storedSource?: boolean;
  /** Leaves out the type check; nothing of such a compile may be stored or remembered. */
  readonly skipGate?: boolean;
  readonly emitMemo?: EmitMemo;
  /** Asked for what the memo does not have. Needs the interleaved form of a compile. */
  readonly storedEmits?: StoredEmits;
  /** Takes the program with the texts that the transformers made of the missing files. */
  readonly getTransformedProgram?: (program: Program) => void;
  /** Another text for a message, or `null` to leave the diagnostic out of the report. */
  readonly diagnosticMessageTransformer?: (message: string) => string | null;
  readonly signal?: AbortSignal;
  readonly counters?: Counters;
}

/** How a program is discovered. */
export interface ResolveOptions {
  readonly hosts: HostTable;
  readonly sha256: Sha256;
  readonly memo?: EdgeMemo;
  /** Further entry points, discovered after `main`. */
  readonly sourceRoots?: readonly string[];
  readonly mainExport?: string;
  /**
   * Bare names outside the host table: refused, or allowed by name. An allowed name is left to the
   * caller, whose host table must have it when the program is compiled.
   */
  readonly unresolvedHosts?: "deny" | readonly string[];
  /** Ask the resolver for `<name>.d.ts` of each allowed name that is imported. */
  readonly resolveUnresolvedModuleTypes?: boolean;
  /** Loads the compiler's scan of the syntax tree, for text the lexical scan is not sure of. */
  readonly loadParseEdges?: () => Promise<ParseEdges>;
  readonly counters?: Counters;
}

/** The specifiers of a text by its syntax tree, in source order; data edges as `data:<specifier>`. */
export type ParseEdges = (text: string, extension: string) => readonly string[];

/** The result of the form that never throws on author errors. */
export interface CollectedCompile {
  /** Empty when any diagnostic is an error. */
  readonly modules: ReadonlyMap<string, CompiledModule>;
  readonly diagnostics: readonly Diagnostic[];
}
