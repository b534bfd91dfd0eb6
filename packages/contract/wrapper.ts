/**
 * The wrapper that the loader puts around a module body, as names: the parameters it supplies and
 * the names that the compiler emits. Compiler, verifier and loader read them here, so that none has
 * a copy of its own.
 */

/** Parameters of the wrapper, in order. */
export const WRAPPER_PARAMETERS: readonly string[] = Object.freeze([
  "exports",
  "require",
  "__cfHelpers",
  "__cfHardenFn",
  "__cfReg",
  "__importDefault",
  "__importStar",
  "__exportStar",
]);

/** The one more parameter, the last one, of coverage builds. */
export const COVERAGE_PARAMETER = "__cfCover";

/** Prefix that no authored name may have. */
export const RESERVED_PREFIX = "__cf";

/** Parameter of a canonicalised pattern callback. */
export const PATTERN_INPUT_PARAMETER = "__cf_pattern_input";

/** Builder constants that the compiler hoists: `__cfLift_1`, `__cfHandler_2`, `__cfPattern_3`. */
export const HOIST_NAME: RegExp = /^__cf(?:Lift|Handler|Pattern)_[1-9][0-9]*$/;

/** Temporaries of lowered top-level destructuring: `__cfData_1`. */
export const DATA_TEMPORARY_NAME: RegExp = /^__cfData_[1-9][0-9]*$/;

/** Names that no module may export: a namespace must not be thenable nor change its prototype. */
export const REFUSED_EXPORT_NAMES: readonly string[] = Object.freeze([
  "then",
  "__proto__",
  "__esModule",
]);

/** Whether `name` may be an export name of a module. */
export function isExportName(name: string): boolean {
  return !REFUSED_EXPORT_NAMES.includes(name) && !name.startsWith(RESERVED_PREFIX);
}

/** Record key of an authored module. */
export function moduleRecordKey(identity: string): string {
  return `cf:module/${identity}`;
}

/** Record key of a host module. */
export function hostRecordKey(name: string): string {
  return `cf:runtime/${name}`;
}
