/** The facts of a module: everything that the rewrite, the sidecar and other modules need. */
import type ts from "typescript";
import type { Counters, SourceSite } from "@commonfabric/contract";
import type { Cause, LocalDestructuring, LoweringAction } from "./lowering.ts";
import type { TransformDiagnostic } from "./render-diagnostic.ts";

/** What the rewrite does with one authored expression. The expression itself is moved. */
export type ExpressionAction =
  /** `__cfHardenFn(<it>, "name")`. */
  | { readonly kind: "harden"; readonly name: string | undefined }
  /** `__cfHelpers.__cf_data(<it>)`. */
  | { readonly kind: "data" }
  /** The expression becomes a constant before the statement; the name stands in its place. */
  | { readonly kind: "hoist"; readonly name: string }
  /** The same for data that is computed: a builder takes literals and names only. */
  | { readonly kind: "hoist-data"; readonly name: string }
  /** The callee of a builder that is not imported from its host module: `__cfHelpers.<name>`. */
  | { readonly kind: "helper"; readonly name: string };

/** A value that a destructuring binds: a path into its temporary. */
export interface BoundPath {
  readonly name: ts.Identifier;
  readonly path: readonly (string | number)[];
}

/** How one declarator of a top-level `const` is emitted. */
export type DeclaratorPlan =
  | { readonly kind: "plain"; readonly declaration: ts.VariableDeclaration }
  /** `const __cfData_N = <initializer>` and one constant per path. */
  | {
    readonly kind: "paths";
    readonly declaration: ts.VariableDeclaration;
    readonly temporary: string;
    readonly bound: readonly BoundPath[];
  }
  /** The same over a record of the bound names, which one function inside `__cf_data` makes. */
  | {
    readonly kind: "snapshot";
    readonly declaration: ts.VariableDeclaration;
    readonly temporary: string;
    readonly names: readonly ts.Identifier[];
  };

export type EnumValue = string | number;

/** What the rewrite does with one top-level statement. */
export type StatementAction =
  | { readonly kind: "declarators"; readonly plans: readonly DeclaratorPlan[] }
  | {
    readonly kind: "enum";
    readonly name: ts.Identifier;
    readonly members: readonly (readonly [string, EnumValue])[];
    readonly exported: boolean;
  }
  /** The statement disappears: an enum whose members the first declaration of its name took. */
  | { readonly kind: "drop" }
  /** An import whose default is exported again under these names. */
  | { readonly kind: "default-import"; readonly exportedAs: readonly string[] }
  /** An export list without these elements. */
  | { readonly kind: "export-list"; readonly without: ReadonlySet<ts.ExportSpecifier> };

/** What another module may read of one export. */
export interface ExportFacts {
  readonly kind: "builder" | "function" | "data" | "enum" | "value";
  /** Builder exports: the name of the builder. */
  readonly builder?: string;
  /** Enums: their members; constants that are known without running anything: their value. */
  readonly value?: unknown;
}

/** Facts of one module. Nodes in here belong to `file`, which is never changed. */
export interface ModuleFacts {
  readonly file: ts.SourceFile;
  /** `/// <cf-disable-transform />`: nothing is analysed or rewritten. */
  readonly disabled: boolean;
  readonly expressions: ReadonlyMap<ts.Node, ExpressionAction>;
  readonly statements: ReadonlyMap<ts.Statement, StatementAction>;
  /** What becomes of expressions and callbacks inside functions; `expressions` acts around it. */
  readonly lowerings: ReadonlyMap<ts.Node, LoweringAction>;
  /** Fresh values that are named: the lowered value gets `.for(cause, true)`. */
  readonly causes: ReadonlyMap<ts.Node, Cause>;
  /** `const` destructurings of references inside bodies. */
  readonly localDestructurings: ReadonlyMap<ts.Statement, LocalDestructuring>;
  /** Nodes with an action, and everything above them: the only ones that the rewrite visits. */
  readonly touched: ReadonlySet<ts.Node>;
  /** Names for the registration statement, in order. */
  readonly registered: readonly string[];
  readonly sites: ReadonlyMap<string, SourceSite>;
  readonly exports: ReadonlyMap<string, ExportFacts>;
  /** Summaries of exported functions: what their callers in other modules need of them. */
  readonly functions: Readonly<Record<string, unknown>>;
  readonly counters: Counters | undefined;
}

export interface AnalyzeOptions {
  /** `typescriptVisits` is counted here: one per module and walk. */
  readonly counters?: Counters;
  /**
   * Stored interface parts of a module by path: its summaries are read from them instead of from
   * its bodies. Whatever is missing or malformed is computed again.
   */
  readonly importedInterface?: (path: string) => unknown;
}

export interface Analysis {
  readonly modules: readonly ModuleFacts[];
  readonly diagnostics: readonly TransformDiagnostic[];
}
