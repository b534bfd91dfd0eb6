/** What the files of this folder share: the program's answers about types, and the way to report. */
import type ts from "typescript";
import type { SchemaGenerator } from "@commonfabric/schema-generator";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import type { FunctionSummary, RootSummary } from "../capability/summary.ts";
import type { HandleTypes } from "../handle-types.ts";
import type { Provenance } from "../provenance.ts";

/** What functions and regions do with what they are given. */
export interface CapabilitySource {
  ofFunction(fn: ts.FunctionLikeDeclaration): FunctionSummary;
  ofRegion(region: ts.Node, roots: readonly ts.Symbol[]): ReadonlyMap<ts.Symbol, RootSummary>;
  isRecursive(region: ts.Node): boolean;
}

export interface SchemaTools {
  readonly generator: SchemaGenerator;
  readonly provenance: Provenance;
  readonly handles: HandleTypes;
  readonly capability: CapabilitySource;
  report(diagnostic: TransformDiagnostic): void;
}
