/** The TypeScript half of the compiler, reached through `ensureCompiler()` only. */
export { parseEdges, TypeScriptCompiler } from "./compiler.ts";
export type { CompilerOptions } from "./compile-steps.ts";
export type { AnalyzeOptions, TransformAnalysis, Transformer } from "./transformer.ts";
export { InProcessGate, type TypeGate, type TypeGateRequest } from "./type-gate.ts";
export { libraryParses } from "./libraries.ts";
