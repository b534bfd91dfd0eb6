/** What a check needs: who declares a name, what a type says, which bodies build a graph. */
import type ts from "typescript";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import type { CapabilityAnalysis } from "../capability/capability-analysis.ts";
import type { HandleTypes } from "../handle-types.ts";
import type { Provenance } from "../provenance.ts";

/** One module under check. */
export interface CheckContext {
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly checker: ts.TypeChecker;
  readonly capability: CapabilityAnalysis;
  readonly file: ts.SourceFile;
  report(diagnostic: TransformDiagnostic): void;
  /** Whether `fn` is the callback of a pattern, a render or a rewritten list operator. */
  isPatternOwnedBody(fn: ts.Node): boolean;
}
