/** The transformers, as the compiler sees them: four functions over one kind of facts. */
import type ts from "typescript";
import type { Counters, Diagnostic, ModuleSidecarV1 } from "@commonfabric/contract";

/** What `analyze` is told. */
export interface AnalyzeOptions {
  readonly counters?: Counters;
  /** Stored interface parts of a module that is not analysed, by path. */
  readonly importedInterface?: (path: string) => unknown;
}

/** Facts of each file, in the order of the files, and every finding. */
export interface TransformAnalysis<Facts> {
  readonly modules: readonly Facts[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Passed in with the options of a compile; this package does not know what builders mean. */
export interface Transformer<Facts = unknown> {
  analyze(
    program: ts.Program,
    files: readonly ts.SourceFile[],
    options: AnalyzeOptions,
  ): TransformAnalysis<Facts>;
  rewriter(facts: Facts): ts.TransformerFactory<ts.SourceFile>;
  sidecar(facts: Facts): ModuleSidecarV1;
  /** A storable value: what the emit of other modules may read of this one. */
  interfaceParts(facts: Facts): unknown;
}
