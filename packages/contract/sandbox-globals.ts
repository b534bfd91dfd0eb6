/**
 * The names that exist in a compartment of an authored module. One table feeds three readers: the
 * compartment (what is left on the global), the verifier (free names it accepts) and the type
 * libraries (values they declare).
 */

/** How a global comes into being: see the sandbox's own page for each kind. */
export type SandboxGlobalKind = "intrinsic" | "gated" | "endowed" | "fetch";

const INTRINSICS = [
  "AggregateError",
  "Array",
  "ArrayBuffer",
  "BigInt",
  "BigInt64Array",
  "BigUint64Array",
  "Boolean",
  "DataView",
  "Error",
  "EvalError",
  "Infinity",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "Iterator",
  "JSON",
  "Map",
  "NaN",
  "Number",
  "Object",
  "Promise",
  "RangeError",
  "ReferenceError",
  "Reflect",
  "RegExp",
  "Set",
  "String",
  "Symbol",
  "SyntaxError",
  "TypeError",
  "URIError",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "WeakMap",
  "WeakSet",
  "decodeURI",
  "decodeURIComponent",
  "encodeURI",
  "encodeURIComponent",
  "escape",
  "isFinite",
  "isNaN",
  "parseFloat",
  "parseInt",
  "undefined",
  "unescape",
];
const GATED = ["Date", "Math"];
const ENDOWED = [
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
  "atob",
  "btoa",
  "console",
  "structuredClone",
];
const FETCH = ["Headers", "Request", "Response", "fetch"];

/** Every global of an authored module, by name. */
export const SANDBOX_GLOBALS: ReadonlyMap<string, SandboxGlobalKind> = new Map([
  ...INTRINSICS.map((name) => [name, "intrinsic"] as const),
  ...GATED.map((name) => [name, "gated"] as const),
  ...ENDOWED.map((name) => [name, "endowed"] as const),
  ...FETCH.map((name) => [name, "fetch"] as const),
]);

/** Names that are neither referenced nor declared in a body: ways to new code. */
export const NEW_CODE_NAMES: readonly string[] = Object.freeze([
  "Compartment",
  "Function",
  "Proxy",
  "eval",
  "globalThis",
  "harden",
  "lockdown",
]);

/** Globals that are primitives: a module-level expression may name them. */
export const PRIMITIVE_GLOBALS: ReadonlySet<string> = new Set(["undefined", "NaN", "Infinity"]);

/** Globals whose members a module-level expression may read; none is called there. */
export const READABLE_GLOBALS: ReadonlySet<string> = new Set([
  "Array",
  "BigInt",
  "Boolean",
  "Date",
  "Error",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Promise",
  "RegExp",
  "Set",
  "String",
  "Symbol",
]);

/** How many members deep such a read may go. */
export const GLOBAL_PATH_DEPTH = 2;
