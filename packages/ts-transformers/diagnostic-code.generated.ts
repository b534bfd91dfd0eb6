// Made by tasks/generate-diagnostics.ts from diagnostics.md; do not edit.

/** Every code of the catalogue. */
export type DiagnosticCode =
  | "module:reserved-name"
  | "module:mutable-binding"
  | "module:top-level-class"
  | "module:top-level-statement"
  | "module:unsupported-initializer"
  | "module:function-in-data"
  | "module:dynamic-import"
  | "module:forbidden-text"
  | "pragma:misplaced-disable-transform"
  | "transform:schema-required"
  | "pattern-context:builder-placement"
  | "pattern-context:function-creation"
  | "standalone-function:reactive-operation"
  | "transform:internal";
