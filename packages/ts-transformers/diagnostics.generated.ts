// Made by tasks/generate-diagnostics.ts from diagnostics.md; do not edit.
import type ts from "typescript";
import {
  type Culprit,
  type DiagnosticExtras,
  renderDiagnostic,
  type TransformDiagnostic,
} from "./render-diagnostic.ts";

type NoParams = Readonly<Record<never, never>>;

interface DiagnosticConstructors {
  readonly castValidationDoubleUnknown: (at: Culprit, params: { readonly expr: ts.Node; readonly type: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly castValidationForbiddenCast: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly castValidationCellCast: (at: Culprit, params: { readonly expr: ts.Node; readonly type: string; readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly cellFactoryEmptyArray: (at: Culprit, params: { readonly expr: ts.Node; readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly opaqueGetInvalidCall: (at: Culprit, params: { readonly context: string; readonly expr: ts.Node; readonly receiver: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextGetCall: (at: Culprit, params: { readonly expr: ts.Node; readonly position: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextComputation: (at: Culprit, params: { readonly expr: ts.Node; readonly position: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextOptionalChaining: (at: Culprit, params: { readonly expr: ts.Node; readonly position: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextFunctionCreation: (at: Culprit, params: { readonly kind: string; readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextObjectMember: (at: Culprit, params: { readonly kind: string; readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextBuilderPlacement: (at: Culprit, params: { readonly builder: ts.Node; readonly inlineHint: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextCallbackContainer: (at: Culprit, params: { readonly callee: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextAssignment: (at: Culprit, params: { readonly target: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextEarlyReturn: (at: Culprit, params?: NoParams, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextLetDeclaration: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextVarDeclaration: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextLoop: (at: Culprit, params: { readonly list: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextReceiverMethodCall: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternContextPatterntoolRequiresPattern: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly standaloneFunctionReactiveOperation: (at: Culprit, params: { readonly name: string; readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly computeContextLocalReactiveUse: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly sesCallbackCallableCapture: (at: Culprit, params: { readonly boundary: string; readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaUnknownTypeAccess: (at: Culprit, params: { readonly boundary: string; readonly paths: readonly string[]; readonly root: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaPathNotInType: (at: Culprit, params: { readonly boundary: string; readonly paths: readonly string[]; readonly root: string; readonly type: string; readonly them: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaUnsupportedType: (at: Culprit, params: { readonly type: string; readonly boundary: string; readonly reason: string; readonly alternative: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaFunctionInData: (at: Culprit, params: { readonly path: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaInvalidDefault: (at: Culprit, params: { readonly path: string; readonly reason: string; readonly alternative: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly schemaLimitExceeded: (at: Culprit, params: { readonly boundary: string; readonly count: number; readonly what: string; readonly limit: number }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternAnyResultSchema: (at: Culprit, params: { readonly type: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternResultUnknownType: (at: Culprit, params: { readonly paths: readonly string[] }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly patternResultOpaqueReservedKey: (at: Culprit, params: { readonly key: string; readonly expected: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly reactiveCaptureUnknownType: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly capabilityUnreadableCellArgument: (at: Culprit, params: { readonly arg: ts.Node; readonly callee: ts.Node; readonly type: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly fetchJsonMissingTypeArgument: (at: Culprit, params?: NoParams, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly verbResultUndeclaredReturn: (at: Culprit, params: { readonly builder: string; readonly expr: ts.Node; readonly args: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly mergeablePushReadThenPush: (at: Culprit, params: { readonly list: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleReservedName: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleMutableBinding: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleTopLevelClass: (at: Culprit, params: { readonly name: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleTopLevelStatement: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleUnsupportedInitializer: (at: Culprit, params: { readonly name: string; readonly type: string; readonly alternative: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleFunctionInData: (at: Culprit, params: { readonly path: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleDynamicImport: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly moduleForbiddenText: (at: Culprit, params: { readonly text: string; readonly alternative: string }, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly pragmaMisplacedDisableTransform: (at: Culprit, params?: NoParams, extras?: DiagnosticExtras) => TransformDiagnostic;
  readonly transformInternal: (at: Culprit, params: { readonly expr: ts.Node }, extras?: DiagnosticExtras) => TransformDiagnostic;
}

/**
 * One constructor per code: the culprit, the values of its placeholders, then notes and fixes.
 */
export const diagnostic: DiagnosticConstructors = {
  castValidationDoubleUnknown: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "cast-validation:double-unknown",
      severity: "error",
      context: "`{expr}` is cast through `unknown` to `{type}`.",
      why: "The schema of this value comes from its type, and the double cast hides what is really stored.",
      instead: "Declare the right type where the value is created, or cast once.",
      params: {"expr":"source","type":"type"},
    }, params, extras),
  castValidationForbiddenCast: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "cast-validation:forbidden-cast",
      severity: "error",
      context: "`{expr}` is cast to `Reactive`.",
      why: "Reactivity comes from where a value originates and a cast cannot add it.",
      instead: "Remove the cast; use `computed(() => ...)` to make a reactive value.",
      params: {"expr":"source"},
    }, params, extras),
  castValidationCellCast: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "cast-validation:cell-cast",
      severity: "error",
      context: "`{expr}` is cast to `{type}`.",
      why: "A cell is a handle that the runtime creates; a cast gives a value no handle.",
      instead: "Create one with `new {name}<T>(value)` or declare the input as `{type}`.",
      params: {"expr":"source","type":"type","name":"name"},
    }, params, extras),
  cellFactoryEmptyArray: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "cell-factory:empty-array",
      severity: "error",
      context: "`{expr}` has the element type `never`.",
      why: "TypeScript cannot infer the elements of an empty list, so nothing could ever be pushed.",
      instead: "Write `new {name}<Item[]>([])`.",
      params: {"expr":"source","name":"name"},
    }, params, extras),
  opaqueGetInvalidCall: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "opaque-get:invalid-call",
      severity: "error",
      context: "In {context}, `{expr}` is not a cell, so it has no `.get()`.",
      why: "Inputs, `computed` and `lift` results are read directly.",
      instead: "Write `{receiver}`.",
      params: {"context":"position","expr":"source","receiver":"source"},
    }, params, extras),
  patternContextGetCall: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:get-call",
      severity: "error",
      context: "In pattern context, `{expr}` reads a cell {position}, where no computation can be placed.",
      why: "The read would run once and freeze.",
      instead: "Move it into `computed(() => {expr})`.",
      params: {"expr":"source","position":"position"},
    }, params, extras),
  patternContextComputation: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:computation",
      severity: "error",
      context: "In pattern context, `{expr}` is computed from reactive values {position}.",
      why: "A pattern body runs once to build the graph, before the values exist.",
      instead: "Write `computed(() => {expr})`.",
      params: {"expr":"source","position":"position"},
    }, params, extras),
  patternContextOptionalChaining: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:optional-chaining",
      severity: "error",
      context: "In pattern context, `{expr}` tests for a missing value {position}.",
      why: "Whether the value exists is only known later.",
      instead: "Write `computed(() => {expr})`.",
      params: {"expr":"source","position":"position"},
    }, params, extras),
  patternContextFunctionCreation: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:function-creation",
      severity: "error",
      context: "In pattern context, {kind} `{name}` is created.",
      why: "A pattern body describes a graph, and a function made there could not be stored or reloaded.",
      instead: "Move it to module scope, or use `computed`, `action` or an event handler.",
      params: {"kind":"position","name":"name"},
    }, params, extras),
  patternContextObjectMember: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:object-member",
      severity: "error",
      context: "In pattern context, the object has the {kind} `{name}`.",
      why: "Results are stored data: functions cannot be stored and a getter would be frozen at its first value.",
      instead: "Write `{name}: computed(() => ...)` or bind a handler.",
      params: {"kind":"position","name":"name"},
    }, params, extras),
  patternContextBuilderPlacement: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:builder-placement",
      severity: "error",
      context: "In pattern context, `{builder}` defines a new builder.",
      why: "Definitions need a stable place in the module so that they can be reloaded by name.",
      instead: "Move it to module scope and call it here{inlineHint}.",
      params: {"builder":"source","inlineHint":"position"},
    }, params, extras),
  patternContextCallbackContainer: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:callback-container",
      severity: "error",
      context: "In JSX, the callback of `{callee}` is not something the graph can hold.",
      why: "It would run once, while the view is built.",
      instead: "Use `map`, an event handler, or compute the value with `computed(() => ...)`.",
      params: {"callee":"source"},
    }, params, extras),
  patternContextAssignment: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:assignment",
      severity: "error",
      context: "In pattern context, `{target}` is assigned.",
      why: "The body runs once, so the assignment would never happen again.",
      instead: "Use a `Writable` and set it in an `action`, or a `computed` value.",
      params: {"target":"source"},
    }, params, extras),
  patternContextEarlyReturn: (at, _, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:early-return",
      severity: "error",
      context: "In pattern context, `return` leaves the body early.",
      why: "The graph has one shape; data decides inside it.",
      instead: "Return once and choose with `condition ? a : b`.",
      params: {},
    }, {}, extras),
  patternContextLetDeclaration: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:let-declaration",
      severity: "error",
      context: "In pattern context, `{name}` is declared with `let`.",
      why: "Nothing in a pattern body changes after it ran.",
      instead: "Use `const`, or a `Writable` for state.",
      params: {"name":"name"},
    }, params, extras),
  patternContextVarDeclaration: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:var-declaration",
      severity: "error",
      context: "In pattern context, `{name}` is declared with `var`.",
      why: "Nothing in a pattern body changes after it ran.",
      instead: "Use `const`, or a `Writable` for state.",
      params: {"name":"name"},
    }, params, extras),
  patternContextLoop: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:loop",
      severity: "error",
      context: "In pattern context, a loop runs once and cannot follow the data.",
      why: "Lists in the graph grow and shrink later.",
      instead: "Use `{list}.map(...)`, or loop inside `computed(() => ...)`.",
      params: {"list":"name"},
    }, params, extras),
  patternContextReceiverMethodCall: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:receiver-method-call",
      severity: "error",
      context: "In pattern context, the result of `{expr}` is not used.",
      why: "A call on a reactive value only describes a value.",
      instead: "Bind it to a `const`, or do the work in an `action`.",
      params: {"expr":"source"},
    }, params, extras),
  patternContextPatterntoolRequiresPattern: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-context:patterntool-requires-pattern",
      severity: "error",
      context: "The first argument of `patternTool` is a function.",
      why: "A tool is stored by reference, which only a pattern has.",
      instead: "Write `patternTool(pattern({expr}))`.",
      params: {"expr":"source"},
    }, params, extras),
  standaloneFunctionReactiveOperation: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "standalone-function:reactive-operation",
      severity: "error",
      context: "The function `{name}` uses `{expr}`, which builds graph.",
      why: "An ordinary function may run at any time, also where no graph is being built.",
      instead: "Move the call into a pattern, or read with `.get()` and work on plain values.",
      params: {"name":"name","expr":"source"},
    }, params, extras),
  computeContextLocalReactiveUse: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "compute-context:local-reactive-use",
      severity: "error",
      context: "In compute context, `{name}` was created in this same run and has no value yet.",
      why: "It gets its value after the callback ended.",
      instead: "Use it inside a nested `computed(() => ...)`, or move it to the pattern body.",
      params: {"name":"name"},
    }, params, extras),
  sesCallbackCallableCapture: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "ses-callback:callable-capture",
      severity: "error",
      context: "The callback of {boundary} captures the function `{name}`.",
      why: "Callbacks are stored and reloaded without their surroundings, and functions cannot be passed as data.",
      instead: "Move `{name}` to module scope.",
      params: {"boundary":"position","name":"name"},
    }, params, extras),
  schemaUnknownTypeAccess: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:unknown-type-access",
      severity: "error",
      context: "{boundary} reads {paths} of `{root}`, which has type `unknown`.",
      why: "The schema tells the runtime what to fetch, and nothing can be fetched for `unknown`.",
      instead: "Declare the type of `{root}` with these properties.",
      params: {"boundary":"position","paths":"list","root":"name"},
    }, params, extras),
  schemaPathNotInType: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:path-not-in-type",
      severity: "error",
      context: "{boundary} reads {paths} of `{root}`, but `{type}` does not declare {them}.",
      why: "Properties outside the type are never fetched.",
      instead: "Add {them} to the type.",
      params: {"boundary":"position","paths":"list","root":"name","type":"type","them":"position"},
    }, params, extras),
  schemaUnsupportedType: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:unsupported-type",
      severity: "error",
      context: "`{type}` cannot cross {boundary}.",
      why: "Stored data is JSON-like: {reason}.",
      instead: "Use {alternative}.",
      params: {"type":"type","boundary":"position","reason":"position","alternative":"position"},
    }, params, extras),
  schemaFunctionInData: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:function-in-data",
      severity: "error",
      context: "`{path}` has a function type.",
      why: "Functions are not data and would be missing here.",
      instead: "Pass a stream or handler, or call the function at module scope.",
      params: {"path":"name"},
    }, params, extras),
  schemaInvalidDefault: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:invalid-default",
      severity: "error",
      context: "The default of `{path}` is not usable: {reason}.",
      why: "A default must be a JSON value of the field's own type, once per field.",
      instead: "{alternative}",
      params: {"path":"name","reason":"position","alternative":"position"},
    }, params, extras),
  schemaLimitExceeded: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "schema:limit-exceeded",
      severity: "error",
      context: "The schema of {boundary} has {count} {what}; the limit is {limit}.",
      why: "Large schemas are stored with every boundary.",
      instead: "Split the type or use `unknown` for parts that are only handed on.",
      params: {"boundary":"position","count":"number","what":"position","limit":"number"},
    }, params, extras),
  patternAnyResultSchema: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern:any-result-schema",
      severity: "error",
      context: "The result of this pattern has type `{type}`.",
      why: "Its schema would tell readers nothing.",
      instead: "Name the output type: `pattern<Input, Output>(...)`.",
      params: {"type":"type"},
    }, params, extras),
  patternResultUnknownType: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-result:unknown-type",
      severity: "error",
      context: "The result fields {paths} have type `unknown`.",
      why: "Readers would get a reference without content.",
      instead: "Give them a type, or name the output type.",
      params: {"paths":"list"},
    }, params, extras),
  patternResultOpaqueReservedKey: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "pattern-result:opaque-reserved-key",
      severity: "error",
      context: "The result declares `{key}` as `unknown`.",
      why: "The value under a reserved key is made by this pattern and would be lost for readers.",
      instead: "Use `{expected}`.",
      params: {"key":"name","expected":"type"},
    }, params, extras),
  reactiveCaptureUnknownType: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "reactive-capture:unknown-type",
      severity: "error",
      context: "`{name}` is captured with type `unknown`.",
      why: "The runtime would hand over a reference without content.",
      instead: "Annotate it, for example `wish<Profile>(...)`.",
      params: {"name":"name"},
    }, params, extras),
  capabilityUnreadableCellArgument: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "capability:unreadable-cell-argument",
      severity: "error",
      context: "`{arg}` is passed to `{callee}`, whose parameter has type `{type}`.",
      why: "It is not clear whether the callee reads or writes.",
      instead: "Declare one cell type, or split the function.",
      params: {"arg":"source","callee":"source","type":"type"},
    }, params, extras),
  fetchJsonMissingTypeArgument: (at, _, extras) =>
    renderDiagnostic(at, {
      code: "fetch-json:missing-type-argument",
      severity: "error",
      context: "`fetchJson` is called without a type.",
      why: "The reply is checked against the type.",
      instead: "Write `fetchJson<Reply>(...)` or `fetchJsonUnchecked(...)`.",
      params: {},
    }, {}, extras),
  verbResultUndeclaredReturn: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "verb-result:undeclared-return",
      severity: "error",
      context: "This {builder} returns `{expr}`, but declares no result.",
      why: "Results are part of the contract and never inferred.",
      instead: "Write `{builder}<{args}>`, or use `return;`.",
      params: {"builder":"name","expr":"source","args":"position"},
    }, params, extras),
  mergeablePushReadThenPush: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "mergeable-push:read-then-push",
      severity: "warning",
      context: "This handler reads `{list}` and then pushes to it.",
      why: "Pushes merge with concurrent ones, so the read may be out of date.",
      instead: "Use `addUnique`, or `set` with the new list.",
      params: {"list":"source"},
    }, params, extras),
  moduleReservedName: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:reserved-name",
      severity: "error",
      context: "\"{name}\" is reserved for the compiler.",
      why: "Compiled modules get names of this form from the loader.",
      instead: "Rename it.",
      params: {"name":"name"},
    }, params, extras),
  moduleMutableBinding: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:mutable-binding",
      severity: "error",
      context: "Top-level mutable bindings are not allowed in SES mode (`{name}`).",
      why: "A module may be loaded many times and must be the same each time.",
      instead: "Use `const`, and a `Writable` in a pattern for state.",
      params: {"name":"name"},
    }, params, extras),
  moduleTopLevelClass: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:top-level-class",
      severity: "error",
      context: "Top-level class declarations are not allowed in SES mode (`{name}`).",
      why: "A class is mutable shared state, and instances cannot be stored.",
      instead: "Use functions over plain objects.",
      params: {"name":"name"},
    }, params, extras),
  moduleTopLevelStatement: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:top-level-statement",
      severity: "error",
      context: "Top-level statements are not allowed (`{expr}`).",
      why: "They would run on every load, and loading must have no effect.",
      instead: "Move it into a function or a pattern.",
      params: {"expr":"source"},
    }, params, extras),
  moduleUnsupportedInitializer: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:unsupported-initializer",
      severity: "error",
      context: "Top-level value is not allowed: `{name}` holds `{type}`.",
      why: "Only functions, builders and frozen plain data may live at module scope.",
      instead: "{alternative}",
      params: {"name":"name","type":"type","alternative":"position"},
    }, params, extras),
  moduleFunctionInData: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:function-in-data",
      severity: "error",
      context: "Top-level value is not allowed: `{path}` is a function inside data.",
      why: "Data is frozen as plain values.",
      instead: "Declare the function as its own `const`.",
      params: {"path":"name"},
    }, params, extras),
  moduleDynamicImport: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:dynamic-import",
      severity: "error",
      context: "`{expr}` asks for a module at run time.",
      why: "The whole closure must be known, hashed and verified before anything runs.",
      instead: "Use a static import.",
      params: {"expr":"source"},
    }, params, extras),
  moduleForbiddenText: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "module:forbidden-text",
      severity: "error",
      context: "The text `{text}` is refused by the sandbox here.",
      why: "It does not look at context, and the raw text of this place is observable.",
      instead: "Split it: `{alternative}`.",
      params: {"text":"name","alternative":"name"},
    }, params, extras),
  pragmaMisplacedDisableTransform: (at, _, extras) =>
    renderDiagnostic(at, {
      code: "pragma:misplaced-disable-transform",
      severity: "warning",
      context: "This comment has no effect here.",
      why: "Only the first line counts.",
      instead: "Move it to column 0 of line 1, or remove it.",
      params: {},
    }, {}, extras),
  transformInternal: (at, params, extras) =>
    renderDiagnostic(at, {
      code: "transform:internal",
      severity: "error",
      context: "The compiler could not process `{expr}`.",
      why: "This is a defect of the compiler, not of the program.",
      instead: "Please report it; rewriting the expression may help.",
      params: {"expr":"source"},
    }, params, extras),
};
