/** The collecting form of identity: every finding, and an identity wherever the closure is whole. */
import { compareDiagnostics, type Diagnostic } from "@commonfabric/contract";
import { type IdentityOptions, identityOptions } from "../identity-options.ts";
import type { Edge, FileKind, Identity, Program, StoredEdge } from "../types.ts";
import { checkFiles } from "./check-files.ts";
import { hashGraph } from "./merkle.ts";
import { buildModuleGraph, type Missing } from "./module-graph.ts";

export type { Missing } from "./module-graph.ts";

/** A module as far as it is known. */
export interface AnalyzedModule {
  readonly path: string;
  readonly kind: FileKind;
  /** `null` when the closure of the module is incomplete. */
  readonly identity: Identity | null;
  /** Base64url; empty when the text is ill-formed. */
  readonly sourceDigest: string;
  /** Normalised text (data: verbatim). */
  readonly text: string;
  /** Resolved edges, sorted by specifier. */
  readonly edges: readonly Edge[];
  /** The same edges as stored; `identity` is absent where the target has none. */
  readonly storedEdges: readonly StoredEdge[];
  /** Specifiers of this module that lead nowhere, in source order. */
  readonly unresolved: readonly string[];
  /** Equal for members of one import cycle; dependencies have smaller numbers. */
  readonly component: number;
}

export interface ProgramAnalysis {
  /** Modules that the entries reach, in discovery order. */
  readonly modules: readonly AnalyzedModule[];
  /** In the order of `compareDiagnostics`; at most `LIMITS.reportedDiagnostics` are about imports. */
  readonly diagnostics: readonly Diagnostic[];
  readonly missing: readonly Missing[];
  /** Whether there is no error and every module has an identity. */
  readonly complete: boolean;
}

/** Which entries an analysis starts from. */
export type EntryScope = "main" | "all";

/**
 * Analyses what `main` and, in scope `all`, the source roots of `program` reach. It throws on no
 * mistake of an author; files outside the closure are checked for path, name and size only.
 * @throws {EdgesUnknownError} when the edges of a reached file are not known without a parser.
 */
export function analyzeProgram(
  program: Program,
  given: Partial<IdentityOptions> = {},
  scope: EntryScope = "all",
): ProgramAnalysis {
  const options = identityOptions(given);
  const findings = checkFiles(program);
  if (findings.some(({ severity }) => severity === "error")) {
    const diagnostics = findings.sort(compareDiagnostics);
    return { modules: [], diagnostics, missing: [], complete: false };
  }
  const roots = scope === "all" ? program.sourceRoots ?? [] : [];
  const graph = buildModuleGraph(program, [program.main, ...roots], options);
  const modules = hashGraph(graph.nodes, options).map((hashed): AnalyzedModule => ({
    path: hashed.node.path,
    kind: hashed.node.kind,
    identity: hashed.identity,
    sourceDigest: hashed.node.record.digestText,
    text: hashed.node.record.text,
    edges: hashed.node.edges,
    storedEdges: hashed.storedEdges,
    unresolved: hashed.node.missing,
    component: hashed.component,
  }));
  const diagnostics = [...findings, ...graph.diagnostics].sort(compareDiagnostics);
  return {
    modules,
    diagnostics,
    missing: graph.missing,
    complete: graph.missing.length === 0 &&
      !diagnostics.some(({ severity }) => severity === "error"),
  };
}
