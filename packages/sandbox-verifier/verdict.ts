/** The verdict over a module body: the record surface of the module, or the reasons of a refusal. */
import type { Diagnostic, HostTable } from "@commonfabric/contract";

export interface ImportedNames {
  readonly specifier: string;
  /** Names read through the import anywhere; `"*"` when its namespace escapes. */
  readonly names: readonly string[] | "*";
}

export interface ExportSurface {
  readonly name: string;
  readonly kind: "local" | "reexport" | "namespace";
  /** The module-level name whose value is exported, if any. */
  readonly local?: string;
  /** Specifier of the module that a re-export or namespace comes from. */
  readonly from?: string;
  /** The name in that module. */
  readonly imported?: string;
}

export interface Verdict {
  readonly ok: true;
  readonly verifierVersion: string;
  /** Digest of the policy. */
  readonly policy: string;
  readonly bodyHash: string;
  /** Specifiers in order of first `require`. */
  readonly imports: readonly string[];
  readonly importedNames: readonly ImportedNames[];
  /** Sorted by UTF-8 bytes of the name. */
  readonly exports: readonly ExportSurface[];
  /** Specifiers of `export *`. */
  readonly starTargets: readonly string[];
  /** Function declarations in source order. */
  readonly topLevelFunctions: readonly string[];
  /** Exports that are function declarations. */
  readonly hoistedExports: readonly { readonly name: string; readonly function: string }[];
  /** Names passed to `__cfReg`, in source order. */
  readonly hoistSymbols: readonly string[];
  readonly hasHoistRegistration: boolean;
  /** Where the imports at the head of the body end, in UTF-16 units; 0 without any. */
  readonly importsEnd: number;
  /** Ranges of computed module data, in UTF-16 units of the body. */
  readonly thunks: readonly { readonly start: number; readonly end: number }[];
  readonly stats: { readonly tokens: number; readonly nodes: number; readonly depth: number };
}

/** A diagnostic of phase `verify` or `graph` with the identifier of the rule that refused. */
export interface VerifierError extends Diagnostic {
  readonly rule: string;
}

export interface Rejection {
  readonly ok: false;
  readonly verifierVersion: string;
  readonly policy: string;
  readonly bodyHash: string;
  /** At least one, at most 50, by position. */
  readonly errors: readonly VerifierError[];
}

export interface VerifierPolicy {
  readonly hosts: HostTable;
  /** Package specifiers, subpaths included, that modules may import. Default none. */
  readonly packages?: ReadonlySet<string>;
  /** Computed module data is accepted. Default true. */
  readonly allowThunks?: boolean;
  /** Always false for authored modules. */
  readonly allowDynamicCode?: boolean;
  /** Coverage probes are accepted. Default false. */
  readonly coverage?: boolean;
}

/** The graph that `verifyModuleGraph` checks, as plain data plus `execute`. */
export interface GraphRecord {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  readonly resolutions?: Readonly<Record<string, string>>;
  readonly execute: (...args: never[]) => void;
}

export interface ModuleGraph {
  readonly entry: string;
  readonly records: ReadonlyMap<string, GraphRecord>;
  /** Bodies that will be evaluated, by record key. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Authored path by record key, for messages. */
  readonly paths: ReadonlyMap<string, string>;
  /** Identity edges by record key: specifier -> record key of the target. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Keys of declaration and data nodes, which are never runtime targets. */
  readonly sourceOnly?: ReadonlySet<string>;
  /** Record keys whose verdict was found to be about the very body in this process. */
  readonly attested?: ReadonlySet<string>;
}
