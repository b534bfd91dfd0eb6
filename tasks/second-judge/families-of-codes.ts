/** Which families of reasons a code of the compiler or of the verifier may stand for. */
import type { Family } from "./judgement.ts";

const FAMILIES: Readonly<Record<string, readonly Family[]>> = {
  "syntax:ambient": ["ambient"],
  "syntax:declaration-value-import": ["declaration-import"],
  "syntax:export-name": ["export-name", "duplicate-export"],
  "syntax:using": ["form"],
  "syntax:decorator": ["form"],
  "syntax:import-attributes": ["form"],
  "syntax:hashbang": ["form"],
  "syntax:reference-directive": ["form"],
  "syntax:jsx-pragma": ["form"],
  "syntax:export-equals": ["form"],
  "module:reserved-name": ["reserved-name"],
  "module:mutable-binding": ["mutable-binding"],
  "module:top-level-class": ["class"],
  "module:top-level-statement": ["statement"],
  "module:unsupported-initializer": ["value", "operand-builder", "helper", "enum-member"],
  "module:function-in-data": ["value", "operand-builder"],
  "module:dynamic-import": ["dynamic-import", "form"],
  "module:forbidden-text": ["text", "new-code", "dynamic-import"],
  "resolve:unresolved": ["specifier"],
  "resolve:specifier": ["specifier"],
  "resolve:escape": ["specifier"],
  "resolve:internal-specifier": ["specifier"],
  "verify:text": ["text", "new-code", "dynamic-import"],
  "verify:escaped-name": ["text"],
  "verify:syntax": ["syntax", "new-code", "statement", "module-this"],
  "verify:import-token": ["dynamic-import"],
  "verify:statement": ["statement", "global-name", "syntax"],
  "verify:module-state": ["module-state"],
  "verify:reserved-name": ["reserved-name"],
  "verify:exports": ["module-state", "use-before-definition"],
  "verify:helper": ["helper", "value", "operand-builder"],
  "verify:module-this": ["module-this"],
  "verify:free-name": ["free-name", "exported-global"],
  "verify:new-code": ["new-code", "exported-global"],
  "verify:host-namespace": ["host-namespace"],
  "verify:package": ["package"],
  "verify:mutable-binding": ["mutable-binding"],
  "verify:mutable-data": ["value"],
  "verify:call-result": ["value"],
  "verify:class": ["class"],
  "verify:value": ["value", "operand-builder", "builder-call"],
  "verify:callback": ["builder-call"],
  "verify:unhardened": ["value", "operand-builder"],
  "verify:use-before-definition": ["use-before-definition", "early-read"],
  "verify:duplicate-export": ["duplicate-export", "exported-global"],
  "verify:export-name": ["export-name"],
  "verify:import-not-declared": ["specifier"],
  "graph:no-export": ["link"],
};

/** A function that is too large for TypeScript's analysis of its flow. */
const FLOW_LIMIT = "TS2563";

/** The families of `code`; `undefined` when it is no matter of loading. */
export function familiesOf(code: string): readonly Family[] | undefined {
  if (code === FLOW_LIMIT) return undefined;
  if (code.startsWith("TS")) return ["syntax"];
  return Object.hasOwn(FAMILIES, code) ? FAMILIES[code] : undefined;
}
