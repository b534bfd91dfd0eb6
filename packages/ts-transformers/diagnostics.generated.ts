// Made by tasks/generate-diagnostics.ts from diagnostics.md; do not edit.
import type ts from "typescript";
import { type Culprit, renderDiagnostic, type TransformDiagnostic } from "./render-diagnostic.ts";

interface DiagnosticConstructors {
  readonly moduleReservedName: (at: Culprit, params: { readonly name: string }) => TransformDiagnostic;
  readonly moduleMutableBinding: (at: Culprit, params: { readonly name: string }) => TransformDiagnostic;
  readonly moduleTopLevelClass: (at: Culprit, params: { readonly name: string }) => TransformDiagnostic;
  readonly moduleTopLevelStatement: (at: Culprit, params: { readonly expr: ts.Node }) => TransformDiagnostic;
  readonly moduleUnsupportedInitializer: (at: Culprit, params: { readonly name: string; readonly type: string; readonly alternative: string }) => TransformDiagnostic;
  readonly moduleFunctionInData: (at: Culprit, params: { readonly path: string }) => TransformDiagnostic;
  readonly moduleDynamicImport: (at: Culprit, params: { readonly expr: ts.Node }) => TransformDiagnostic;
  readonly moduleForbiddenText: (at: Culprit, params: { readonly text: string; readonly alternative: string }) => TransformDiagnostic;
  readonly pragmaMisplacedDisableTransform: (at: Culprit) => TransformDiagnostic;
  readonly transformSchemaRequired: (at: Culprit, params: { readonly builder: string; readonly form: string }) => TransformDiagnostic;
  readonly patternContextBuilderPlacement: (at: Culprit, params: { readonly builder: ts.Node; readonly hint: string }) => TransformDiagnostic;
  readonly patternContextFunctionCreation: (at: Culprit, params: { readonly name: string }) => TransformDiagnostic;
  readonly standaloneFunctionReactiveOperation: (at: Culprit, params: { readonly name: string; readonly expr: ts.Node }) => TransformDiagnostic;
  readonly transformInternal: (at: Culprit, params: { readonly expr: ts.Node }) => TransformDiagnostic;
}

/** One constructor per code: the culprit, then the values of its placeholders. */
export const diagnostic: DiagnosticConstructors = {
  moduleReservedName: (at, params) =>
    renderDiagnostic(at, {
      code: "module:reserved-name",
      severity: "error",
      context: "\"{name}\" is reserved for the compiler.",
      why: "Compiled modules get names of this form from the loader.",
      instead: "Rename it.",
    }, params),
  moduleMutableBinding: (at, params) =>
    renderDiagnostic(at, {
      code: "module:mutable-binding",
      severity: "error",
      context: "Top-level mutable bindings are not allowed in SES mode (`{name}`).",
      why: "A module may be loaded many times and must be the same each time.",
      instead: "Use `const`, and a `Writable` in a pattern for state.",
    }, params),
  moduleTopLevelClass: (at, params) =>
    renderDiagnostic(at, {
      code: "module:top-level-class",
      severity: "error",
      context: "Top-level class declarations are not allowed in SES mode (`{name}`).",
      why: "A class is mutable shared state, and instances cannot be stored.",
      instead: "Use functions over plain objects.",
    }, params),
  moduleTopLevelStatement: (at, params) =>
    renderDiagnostic(at, {
      code: "module:top-level-statement",
      severity: "error",
      context: "Top-level statements are not allowed (`{expr}`).",
      why: "They would run on every load, and loading must have no effect.",
      instead: "Move it into a function or a pattern.",
    }, params),
  moduleUnsupportedInitializer: (at, params) =>
    renderDiagnostic(at, {
      code: "module:unsupported-initializer",
      severity: "error",
      context: "Top-level value is not allowed: `{name}` holds `{type}`.",
      why: "Only functions, builders and frozen plain data may live at module scope.",
      instead: "{alternative}",
    }, params),
  moduleFunctionInData: (at, params) =>
    renderDiagnostic(at, {
      code: "module:function-in-data",
      severity: "error",
      context: "Top-level value is not allowed: `{path}` is a function inside data.",
      why: "Data is frozen as plain values.",
      instead: "Declare the function as its own `const`.",
    }, params),
  moduleDynamicImport: (at, params) =>
    renderDiagnostic(at, {
      code: "module:dynamic-import",
      severity: "error",
      context: "`{expr}` asks for a module at run time.",
      why: "The whole closure must be known, hashed and verified before anything runs.",
      instead: "Use a static import.",
    }, params),
  moduleForbiddenText: (at, params) =>
    renderDiagnostic(at, {
      code: "module:forbidden-text",
      severity: "error",
      context: "The text `{text}` is refused by the sandbox here.",
      why: "It does not look at context, and the raw text of this place is observable.",
      instead: "Split it: `{alternative}`.",
    }, params),
  pragmaMisplacedDisableTransform: (at) =>
    renderDiagnostic(at, {
      code: "pragma:misplaced-disable-transform",
      severity: "warning",
      context: "This comment has no effect here.",
      why: "Only the first line counts.",
      instead: "Move it to column 0 of line 1, or remove it.",
    }, {}),
  transformSchemaRequired: (at, params) =>
    renderDiagnostic(at, {
      code: "transform:schema-required",
      severity: "error",
      context: "`{builder}` is called without its schemas.",
      why: "The schemas say what the function reads and what it gives, and they are not inferred from types.",
      instead: "Write the schemas: `{form}`.",
    }, params),
  patternContextBuilderPlacement: (at, params) =>
    renderDiagnostic(at, {
      code: "pattern-context:builder-placement",
      severity: "error",
      context: "In pattern context, `{builder}` defines a new builder.",
      why: "Definitions need a stable place in the module so that they can be reloaded by name.",
      instead: "Move it to module scope and call it here{hint}.",
    }, params),
  patternContextFunctionCreation: (at, params) =>
    renderDiagnostic(at, {
      code: "pattern-context:function-creation",
      severity: "error",
      context: "In pattern context, a function is created for `{name}`.",
      why: "A pattern body describes a graph, and a function made there could not be stored or reloaded.",
      instead: "Move it to module scope with `handler(eventSchema, stateSchema, fn)` and bind it here.",
    }, params),
  standaloneFunctionReactiveOperation: (at, params) =>
    renderDiagnostic(at, {
      code: "standalone-function:reactive-operation",
      severity: "error",
      context: "The function `{name}` uses `{expr}`, which builds graph.",
      why: "An ordinary function may run at any time, also where no graph is being built.",
      instead: "Move the call into a pattern, or read with `.get()` and work on plain values.",
    }, params),
  transformInternal: (at, params) =>
    renderDiagnostic(at, {
      code: "transform:internal",
      severity: "error",
      context: "The compiler could not process `{expr}`.",
      why: "This is a defect of the compiler, not of the program.",
      instead: "Please report it; rewriting the expression may help.",
    }, params),
};
