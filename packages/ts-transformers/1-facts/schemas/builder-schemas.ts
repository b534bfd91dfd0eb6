/**
 * The schemas of one module: for each call of a builder and each boundary that the compiler makes,
 * from the types that the author wrote or the checker inferred. Problems are reported here; the
 * schema of a refused type admits everything.
 */
import ts from "typescript";
import type { JSONSchema, JSONSchemaObject } from "@commonfabric/api";
import {
  type GeneratedSchema,
  jsonLiteralOrder,
  type MemberPart,
  type Projection,
  SCHEMA_LIMITS,
  type SchemaMode,
  type SchemaPart,
  staticValue,
} from "@commonfabric/schema-generator";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { DirectFunction, LiftOptions, MadeNode } from "../../lowering.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";
import { withoutAssertions } from "../../walk.ts";
import { joinSummaries } from "../capability/join-summaries.ts";
import { projectionOf } from "../capability/projection-of.ts";
import type { RootSummary } from "../capability/summary.ts";
import type { Captures } from "../decide/captures.ts";
import type {
  BodySchemas,
  HandlerSchemas,
  LiftSchemas,
  ListCallback,
  SchemaSource,
} from "../decide/schema-source.ts";
import {
  type BuilderCallback,
  builderCallback,
  isIgnored,
  parameterName,
  regionName,
  returnedExpressions,
} from "./callbacks.ts";
import { capturedParts, type Members } from "./captured-parts.ts";
import { bodyOptions, captureOptions } from "./lift-options.ts";
import { expressionType, hasFallback } from "./expression-type.ts";
import { problemDiagnostic } from "./problem-diagnostics.ts";
import { isInferred, resultPart } from "./result-parts.ts";
import type { SchemaTools } from "./schema-tools.ts";
import { checkAccess } from "./shrink-validation.ts";
import { staticDefaults } from "./static-defaults.ts";

const VIEW: JSONSchema = { $ref: "https://commonfabric.org/schemas/vnode.json" };
const UNKNOWN: JSONSchema = { type: "unknown" };

/** How the schema of a type is asked for. */
interface TypeOptions {
  readonly boundary: string;
  readonly mode?: SchemaMode;
  readonly projection?: Projection | undefined;
  readonly widen?: boolean;
  readonly typeNode?: ts.TypeNode | undefined;
}

export class BuilderSchemas implements SchemaSource {
  readonly #tools: SchemaTools;
  readonly #checker: ts.TypeChecker;
  readonly #reported = new Set<string>();
  #bytes = 0;

  constructor(tools: SchemaTools) {
    this.#tools = { ...tools, report: (found) => this.#report(found) };
    this.#send = tools.report;
    this.#checker = tools.provenance.checker;
  }
  readonly #send: SchemaTools["report"];

  pattern(call: ts.CallExpression): BodySchemas {
    const callback = this.#callback(call.arguments[0]);
    return {
      argument: call.arguments.length > 1 ? true : this.#patternArgument(call, callback),
      result: call.arguments.length > 2 ? true : this.#patternResult(call, callback),
    };
  }

  lift(call: ts.CallExpression): BodySchemas & { readonly options: LiftOptions } {
    const [input, output] = call.typeArguments ?? [];
    const callback = this.#callback(call.arguments[0]);
    const boundary = this.#name(call);
    const summary = callback === undefined || callback.byName
      ? undefined
      : this.#tools.capability.ofFunction(callback.fn);
    return {
      options: summary === undefined ? {} : bodyOptions(summary),
      argument: call.arguments.length > 1
        ? true
        : this.#input(callback, 0, input, "full", boundary, false),
      result: output === undefined
        ? this.#functionResult(callback?.fn, call.arguments[0], boundary)
        : this.#node(output, { boundary }),
    };
  }

  handler(call: ts.CallExpression): HandlerSchemas {
    const [event, state, result] = call.typeArguments ?? [];
    const callback = this.#callback(call.arguments[0]);
    const boundary = this.#name(call);
    return {
      event: this.#input(callback, 0, event, "contract", boundary, UNKNOWN),
      state: this.#input(callback, 1, state, "full", boundary, true),
      result: this.#declaredResult(result, boundary),
    };
  }

  cellContent(call: ts.CallExpression | ts.NewExpression): JSONSchema {
    const [declared] = call.typeArguments ?? [];
    const boundary = "a cell";
    if (declared !== undefined) return this.#node(declared, { boundary });
    const wanted = this.#handleContent(this.#checker.getContextualType(call));
    if (wanted !== undefined) return this.#type(wanted, call, { boundary });
    const found = this.#handleContent(this.#checker.getTypeAtLocation(call));
    if (found !== undefined) return this.#type(found, call, { boundary, widen: true });
    const [value] = call.arguments ?? [];
    return value === undefined || this.#isCellFor(call) ? true : this.expression(value);
  }

  typeArgument(call: ts.CallExpression): JSONSchema | undefined {
    const boundary = this.#name(call);
    const [declared] = call.typeArguments ?? [];
    if (declared !== undefined) return this.#node(declared, { boundary });
    // The contextual type tells what is asked for, where the answer names it first.
    const spec = this.#tools.provenance.hostValue(call.expression);
    if (spec?.callKind !== "wish" && spec?.schemaRule !== "options-schema") return undefined;
    const answer = this.#checker.getTypeAtLocation(call);
    const content = answer.aliasTypeArguments?.[0] ?? firstTypeArgument(answer, this.#checker);
    return content === undefined || isOpen(content) || isTypeParameter(content)
      ? undefined
      : this.#type(content, call, { boundary });
  }

  declared(type: ts.TypeNode): JSONSchema {
    return this.#node(type, { boundary: "this computation" });
  }

  toSchema(call: ts.CallExpression): JSONSchema {
    const [declared] = call.typeArguments ?? [];
    const [given] = call.arguments;
    const options = given === undefined ? { value: {} } : staticValue(given, this.#checker);
    if (options === undefined && given !== undefined) {
      this.#tools.report(diagnostic.schemaUnsupportedType(given, {
        type: given.getText(),
        boundary: "`toSchema`",
        reason: "the options become part of the schema",
        alternative: "a literal",
      }));
    }
    const { widenLiterals, ...merged } = (options?.value ?? {}) as Record<string, unknown>;
    if (declared === undefined) return { ...merged };
    const schema = this.#node(declared, { boundary: "`toSchema`", widen: widenLiterals === true });
    const isPlain = Object.keys(merged).length === 0;
    if (isPlain) return schema;
    const { $defs, ...own } = typeof schema === "boolean" ? {} as JSONSchemaObject : schema;
    return jsonLiteralOrder({ ...own, ...merged, ...($defs !== undefined && { $defs }) });
  }

  expression(node: ts.Expression): JSONSchema {
    const type = expressionType(node, this.#checker);
    return this.#type(type, node, { boundary: "this expression", widen: isInferred(node) });
  }

  condition(node: ts.Expression): JSONSchema {
    const type = this.#checker.getTypeAtLocation(node);
    if ((type.flags & ts.TypeFlags.Unknown) !== 0) {
      const at = withoutAssertions(node);
      this.#tools.report(diagnostic.reactiveCaptureUnknownType(at, { name: at.getText() }));
    }
    return this.expression(node);
  }

  callbackResult(callback: DirectFunction): JSONSchema {
    const boundary = regionName(callback, this.#tools.provenance);
    return this.#functionResult(callback, callback, boundary);
  }

  captured(captures: Captures, region: ts.Node, made: readonly MadeNode[] = []): LiftSchemas {
    const summaries = this.#summaries(captures, region);
    const boundary = regionName(region, this.#tools.provenance);
    const members = new Map([
      ...capturedParts(captures, summaries, region, boundary, this.#tools),
      ...made.map(({ name, node }) => [name, this.#madePart(node)] as const),
    ]);
    return {
      schema: this.#record(members, region, boundary),
      options: made.length > 0 ? {} : this.#options(captures, region, summaries),
    };
  }

  #madePart(node: ts.Expression): MemberPart {
    return { part: { kind: "type", type: expressionType(node, this.#checker), widen: true } };
  }

  derived(
    call: ts.CallExpression,
    callback: DirectFunction,
    captures: Captures,
    key: string | undefined,
  ): LiftSchemas {
    const summaries = this.#summaries(captures, callback);
    const options = this.#options(captures, callback, summaries);
    const boundary = this.#name(call);
    const [parameter] = callback.parameters;
    const part = this.#derivedInput(call, callback, parameter, boundary);
    if (key === undefined) {
      const body = bodyOptions(this.#tools.capability.ofFunction(callback));
      return { schema: this.#compose(part, call, boundary), options: body };
    }
    const captured = capturedParts(captures, summaries, callback, boundary, this.#tools);
    return {
      schema: this.#record(new Map([[key, { part }], ...captured]), call, boundary),
      options,
    };
  }

  derivedByName(call: ts.CallExpression): BodySchemas {
    const [input, output] = call.typeArguments ?? [];
    const callback = this.#callback(call.arguments[1]);
    const boundary = this.#name(call);
    const argument = this.#input(callback, 0, input, "full", boundary, false);
    return {
      // A function that looks at nothing is called once there is an input, as any other.
      argument: argument === false ? true : argument,
      result: output === undefined
        ? this.#functionResult(callback?.fn, call.arguments[1], boundary)
        : this.#node(output, { boundary }),
    };
  }

  event(callback: DirectFunction, call: ts.CallExpression | undefined): JSONSchema {
    const [declared] = call?.typeArguments ?? [];
    const boundary = call === undefined ? "this event handler" : this.#name(call);
    // Nobody declared the event of a component: what the function reads of it is all that counts.
    const isDeclared = declared !== undefined || callback.parameters[0]?.type !== undefined;
    const mode = isDeclared ? "contract" : "full";
    return this.#input({ fn: callback, byName: false }, 0, declared, mode, boundary, UNKNOWN);
  }

  namedEvent(callback: ts.Expression, call: ts.CallExpression | undefined): JSONSchema {
    const [declared] = call?.typeArguments ?? [];
    const boundary = call === undefined ? "this event handler" : this.#name(call);
    if (declared !== undefined) return this.#node(declared, { boundary, mode: "contract" });
    const [signature] = this.#checker.getTypeAtLocation(callback).getCallSignatures();
    const parameter = signature?.parameters[0];
    if (parameter === undefined) return false;
    const type = this.#checker.getTypeOfSymbol(parameter);
    if (isOpen(type)) return UNKNOWN;
    return this.#type(type, callback, { boundary, mode: "contract" });
  }

  eventResult(call: ts.CallExpression): JSONSchema | undefined {
    return this.#declaredResult(call.typeArguments?.[1], this.#name(call));
  }

  list({ receiver, callback, captures, inner: lifts }: ListCallback): BodySchemas {
    const boundary = "this list callback";
    const array = this.#listType(receiver);
    const [element, index, all] = callback.parameters;
    const members = new Map<string, MemberPart>([
      ["element", { part: this.#elementPart(array, element) }],
    ]);
    if (index !== undefined) {
      members.set("index", {
        part: { kind: "schema", schema: { type: "number" } },
        optional: true,
      });
    }
    if (all !== undefined) {
      const part: SchemaPart = { kind: "type", type: array, mode: "defaults-only" };
      members.set("array", { part, optional: true });
    }
    if (captures.roots.length > 0) {
      const summaries = this.#joinedSummaries(captures, [callback, ...lifts]);
      const inner = capturedParts(captures, summaries, callback, boundary, this.#tools);
      members.set("params", { part: { kind: "record", members: inner } });
    }
    return {
      argument: this.#record(members, callback, boundary),
      result: this.callbackResult(callback),
    };
  }

  // --- Patterns ------------------------------------------------------------------------------

  #patternArgument(call: ts.CallExpression, callback: BuilderCallback | undefined): JSONSchema {
    const boundary = this.#name(call);
    const [declared] = call.typeArguments ?? [];
    const parameter = callback?.fn.parameters[0];
    const node = declared ?? parameter?.type;
    if (node === undefined) {
      if (callback === undefined) return true;
      if (parameter === undefined || isIgnored(parameter)) return false;
      const type = this.#checker.getTypeAtLocation(parameter);
      return this.#type(type, parameter, { boundary, mode: "defaults-only" });
    }
    const root = parameter && callback && this.#tools.capability.ofFunction(callback.fn).roots[0];
    if (root !== undefined && callback?.byName === false) {
      this.#check(node, root, boundary, parameter, false);
    }
    return this.#node(node, {
      boundary,
      mode: "defaults-only",
      projection: root === undefined ? undefined : staticDefaults(root.defaults),
    });
  }

  #patternResult(call: ts.CallExpression, callback: BuilderCallback | undefined): JSONSchema {
    const boundary = this.#name(call);
    const spec = this.#tools.provenance.builderOf(call);
    if (spec?.callKind === "render") return VIEW;
    const declared = call.typeArguments?.[1] ?? callback?.fn.type;
    if (declared !== undefined) return this.#node(declared, { boundary });
    const returned = callback === undefined ? [] : returnedExpressions(callback.fn);
    const [only] = returned;
    if (callback === undefined || only === undefined || returned.length > 1) {
      return this.#functionResult(callback?.fn, call.arguments[0], boundary);
    }
    return this.#compose(resultPart(only, this.#tools), only, boundary);
  }

  // --- Functions -----------------------------------------------------------------------------

  /** The schema of a parameter. `untyped` is that of a present parameter without a type. */
  #input(
    callback: BuilderCallback | undefined,
    index: number,
    declared: ts.TypeNode | undefined,
    mode: "full" | "contract",
    boundary: string,
    untyped: JSONSchema,
  ): JSONSchema {
    const parameter = callback?.fn.parameters[index];
    const root = callback === undefined || parameter === undefined || isIgnored(parameter)
      ? undefined
      : this.#tools.capability.ofFunction(callback.fn).roots[index];
    const projection = root === undefined ? undefined : projectionOf(root, mode);
    if (declared !== undefined) {
      if (callback?.byName !== false) return this.#node(declared, { boundary, mode });
      if (root !== undefined && mode === "full") {
        this.#check(declared, root, boundary, parameter, true);
      }
      return this.#node(declared, { boundary, mode, projection });
    }
    if (callback === undefined) return true;
    if (parameter === undefined || isIgnored(parameter)) return false;
    if (callback.byName) return this.#namedInput(parameter, mode, boundary);
    if (parameter.type === undefined) {
      const type = this.#checker.getTypeAtLocation(parameter);
      if (isOpen(type)) return untyped === false ? true : untyped;
      return this.#type(type, parameter, { boundary, mode, projection });
    }
    if (root !== undefined && mode === "full") {
      this.#check(parameter.type, root, boundary, parameter, true);
    }
    return this.#node(parameter.type, { boundary, mode, projection });
  }

  /** A function that is given by name promises nothing of stored data, unless it takes handles. */
  #namedInput(parameter: ts.ParameterDeclaration, mode: SchemaMode, boundary: string): JSONSchema {
    const type = this.#checker.getTypeAtLocation(parameter);
    const { schema } = this.#tools.generator.generate({ type, at: parameter, mode });
    const takesHandles = JSON.stringify(schema).includes('"asCell"');
    return takesHandles && parameter.type !== undefined
      ? this.#type(type, parameter, { boundary, mode, typeNode: parameter.type })
      : true;
  }

  #functionResult(
    fn: ts.FunctionLikeDeclaration | undefined,
    named: ts.Expression | undefined,
    boundary: string,
  ): JSONSchema {
    const signature = fn !== undefined
      ? this.#checker.getSignatureFromDeclaration(fn)
      : named && this.#checker.getTypeAtLocation(named).getCallSignatures()[0];
    if (signature === undefined) return true;
    const body = fn?.type === undefined
      ? (fn as { readonly body?: ts.Node } | undefined)?.body
      : undefined;
    if (body !== undefined && ts.isExpression(body) && hasFallback(body)) {
      return this.#type(expressionType(body, this.#checker), body, { boundary, widen: true });
    }
    const returned = signature.getReturnType();
    const type = this.#checker.getAwaitedType(returned) ?? returned;
    const at = fn ?? named;
    if (at === undefined) return true;
    return this.#type(type, at, { boundary, widen: fn?.type === undefined, typeNode: fn?.type });
  }

  /** A result is declared only by naming it; `void` names none. */
  #declaredResult(node: ts.TypeNode | undefined, boundary: string): JSONSchema | undefined {
    if (node === undefined) return undefined;
    const type = this.#checker.getTypeFromTypeNode(node);
    if ((type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) !== 0) return undefined;
    return this.#node(node, { boundary });
  }

  #derivedInput(
    call: ts.CallExpression,
    callback: DirectFunction,
    parameter: ts.ParameterDeclaration | undefined,
    boundary: string,
  ): SchemaPart {
    if (parameter === undefined || isIgnored(parameter)) return { kind: "schema", schema: true };
    const [root] = this.#tools.capability.ofFunction(callback).roots;
    const seen = this.#checker.getTypeAtLocation(parameter);
    const [input] = call.arguments;
    const type = isOpen(seen) && input !== undefined && parameter.type === undefined
      ? this.#checker.getTypeAtLocation(input)
      : seen;
    if (root !== undefined) {
      const access = { boundary, name: parameterName(parameter), summary: root, isValue: true };
      checkAccess({ ...access, type, at: parameter, region: callback }, this.#tools);
    }
    return {
      kind: "type",
      type,
      typeNode: parameter.type,
      projection: root === undefined ? undefined : projectionOf(root, "full"),
      widen: true,
    };
  }

  // --- Lists ---------------------------------------------------------------------------------

  /** The content of the one handle that `type` admits, if it says anything. */
  #handleContent(type: ts.Type | undefined): ts.Type | undefined {
    if (type === undefined) return undefined;
    const { host } = this.#tools.generator;
    const found = (type.isUnion() ? type.types : [type]).flatMap((unit) => {
      const { handle } = host.marks(unit);
      return handle === undefined || isOpen(handle.inner) ? [] : [handle.inner];
    });
    const [only] = found;
    return found.length === 1 && only !== undefined && !isTypeParameter(only) ? only : undefined;
  }

  /** The list that `receiver` is, or holds. */
  #listType(receiver: ts.Expression): ts.Type {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(receiver));
    const { handle } = this.#tools.generator.host.marks(type);
    return handle === undefined ? type : this.#checker.getNonNullableType(handle.inner);
  }

  #elementPart(array: ts.Type, parameter: ts.ParameterDeclaration | undefined): SchemaPart {
    const found = this.#checker.getIndexTypeOfType(array, ts.IndexKind.Number);
    const type = found === undefined || isOpen(found)
      ? parameter?.type && this.#checker.getTypeFromTypeNode(parameter.type)
      : found;
    return type === undefined
      ? { kind: "schema", schema: true }
      : { kind: "type", type, mode: "defaults-only" };
  }

  // --- Captures ------------------------------------------------------------------------------

  #summaries(captures: Captures, region: ts.Node): ReadonlyMap<ts.Symbol, RootSummary> {
    return this.#tools.capability.ofRegion(region, captures.roots.map(({ symbol }) => symbol));
  }

  /** A lift reads whole what it gives, also where the callback around it drops it. */
  #joinedSummaries(
    captures: Captures,
    regions: readonly ts.Node[],
  ): ReadonlyMap<ts.Symbol, RootSummary> {
    const found = regions.map((region) => this.#summaries(captures, region));
    return new Map(captures.roots.map(({ symbol }) => [
      symbol,
      joinSummaries(found.map((summaries) => summaries.get(symbol)!)),
    ]));
  }

  #options(
    captures: Captures,
    region: ts.Node,
    summaries: ReadonlyMap<ts.Symbol, RootSummary>,
  ): LiftSchemas["options"] {
    return captureOptions(captures, summaries, this.#tools.capability.isRecursive(region));
  }

  /** Captures are of types that were declared elsewhere, where a bad default is told. */
  #record(members: Members, at: ts.Node, boundary: string): JSONSchema {
    const part: SchemaPart = { kind: "record", members };
    const { schema, problems } = this.#tools.generator.compose({ part, at, boundary: true });
    const own = problems.filter(({ code }) => code !== "schema:invalid-default");
    return this.#finish({ schema, problems: own }, at, boundary);
  }

  // --- The generator -------------------------------------------------------------------------

  #node(node: ts.TypeNode, options: TypeOptions): JSONSchema {
    const type = this.#checker.getTypeFromTypeNode(node);
    return this.#type(type, node, { ...options, typeNode: node });
  }

  #type(type: ts.Type, at: ts.Node, { boundary, ...request }: TypeOptions): JSONSchema {
    return this.#finish(
      this.#tools.generator.generate({ type, at, boundary: true, ...request }),
      at,
      boundary,
    );
  }

  #compose(part: SchemaPart, at: ts.Node, boundary: string): JSONSchema {
    return this.#finish(
      this.#tools.generator.compose({ part, at, boundary: true }),
      at,
      boundary,
    );
  }

  #finish({ schema, problems }: GeneratedSchema, at: ts.Node, boundary: string): JSONSchema {
    for (const problem of problems) this.#tools.report(problemDiagnostic(problem, boundary));
    const limit = SCHEMA_LIMITS.moduleBytes;
    const before = this.#bytes;
    this.#bytes += JSON.stringify(schema).length;
    if (before <= limit && this.#bytes > limit) {
      this.#tools.report(diagnostic.schemaLimitExceeded(at, {
        boundary: "this module",
        count: this.#bytes,
        what: "bytes",
        limit,
      }));
    }
    return schema;
  }

  #check(
    node: ts.TypeNode,
    summary: RootSummary,
    boundary: string,
    parameter: ts.ParameterDeclaration | undefined,
    isValue: boolean,
  ): void {
    const type = this.#checker.getTypeFromTypeNode(node);
    const name = parameterName(parameter);
    const at = parameter ?? node;
    const region = parameter?.parent ?? node;
    checkAccess({ boundary, name, type, summary, at, region, isValue }, this.#tools);
  }

  #callback(argument: ts.Expression | undefined): BuilderCallback | undefined {
    return builderCallback(argument, this.#tools.provenance);
  }

  #name(call: ts.CallExpression): string {
    const spec = this.#tools.provenance.hostValue(call.expression);
    return `\`${spec?.name ?? withoutAssertions(call.expression).getText()}\``;
  }

  #isCellFor(call: ts.CallExpression | ts.NewExpression): boolean {
    return this.#tools.provenance.hostValue(call.expression)?.callKind === "cell-for";
  }

  /** One type has the same problems wherever it is used: each is told once a place. */
  #report(found: TransformDiagnostic): void {
    const key = JSON.stringify([found.code, found.line, found.column, found.message]);
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#send(found);
  }
}

/** A type that says nothing. */
function isOpen(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

function isTypeParameter(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0;
}

function firstTypeArgument(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const flags = (type as ts.ObjectType).objectFlags ?? 0;
  return (flags & ts.ObjectFlags.Reference) === 0
    ? undefined
    : checker.getTypeArguments(type as ts.TypeReference)[0];
}
