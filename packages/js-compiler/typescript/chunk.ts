/** The TypeScript half of the compiler, reached through `ensureCompiler()` only. */
import { analyze, interfaceParts, rewriter, sidecar } from "@commonfabric/ts-transformers";
import type { Transformer } from "./transformer.ts";

export { parseEdges, TypeScriptCompiler } from "./compiler.ts";
export type { CompilerOptions } from "./compiler-options.ts";
export type { AnalyzeOptions, TransformAnalysis, Transformer } from "./transformer.ts";
export { InProcessGate, type TypeGate, type TypeGateRequest } from "./type-gate.ts";
export { libraryParses } from "./libraries.ts";

/** The transformers of this workspace, for the option of that name; loaded with the compiler. */
export const transformer: Transformer = Object.freeze({
  analyze,
  rewriter,
  sidecar,
  interfaceParts,
});
