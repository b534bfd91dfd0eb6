/** The verifier. */
export { classifyModuleItems } from "./check-body.ts";
export type { ModuleItem } from "./grammar/module-context.ts";
export { VERIFIER_CODES } from "./messages.ts";
export { isAllowedAuthoredImportSpecifier, policyDigest } from "./policy.ts";
export type { RuleId } from "./rules.ts";
export { makeVerdictMemo } from "./verdict-memo.ts";
export type { VerdictMemo } from "./verdict-memo.ts";
export * from "./verdict.ts";
export { bodyHash, verifyCompiledModuleBody } from "./verify-body.ts";
export type { BodyOptions, LineColumn, MapPosition, VerifierOptions } from "./verify-body.ts";
