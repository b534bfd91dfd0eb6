/** The verifier. */
export { classifyModuleItems } from "./check-body.ts";
export type { ModuleItem } from "./grammar/module-context.ts";
export { ModuleVerificationError, rejectionError } from "./graph/graph-error.ts";
export { resolveExports } from "./graph/links.ts";
export type { ExportOrigin, ModuleSurfaces, ResolvedExports } from "./graph/links.ts";
export { verifyModuleGraph } from "./graph/verify-graph.ts";
export type { GraphOptions } from "./graph/verify-graph.ts";
export { makeVerifier } from "./make-verifier.ts";
export type { Verifier } from "./make-verifier.ts";
export { VERIFIER_CODES } from "./messages.ts";
export { isAllowedAuthoredImportSpecifier, policyDigest } from "./policy.ts";
export type { RuleId } from "./rules.ts";
export { makeVerdictMemo } from "./verdict-memo.ts";
export type { VerdictMemo } from "./verdict-memo.ts";
export * from "./verdict.ts";
export { verifierVersion } from "./verifier-version-powers.ts";
export { bodyHash, verifyCompiledModuleBody } from "./verify-body.ts";
export type { BodyOptions, LineColumn, MapPosition, VerifierOptions } from "./verify-body.ts";
