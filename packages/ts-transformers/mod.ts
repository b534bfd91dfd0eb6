/** The transformer: facts and diagnostics of authored modules, and their rewrite. */
export * from "./analyze.ts";
export * from "./diagnostics.generated.ts";
export * from "./interface-parts.ts";
export type { TransformDiagnostic } from "./render-diagnostic.ts";
export { rewriter } from "./2-rewrite/rewriter.ts";
export * from "./sidecar.ts";
export * from "./types.ts";
