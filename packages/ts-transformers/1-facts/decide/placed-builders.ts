/**
 * Builder calls: definitions at module level keep their name, an applied one inside a body is
 * hoisted if it captures nothing; anything else has no stable name to be reloaded by.
 */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { CallArgument, DirectFunction } from "../../lowering.ts";
import { isDirectFunction, withAssertions, withoutAssertions } from "../../walk.ts";
import { analyzeBuilderArguments, callbackIndex } from "../builder-arguments.ts";
import { captures } from "../free-names.ts";
import { contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { boundInputs } from "./parameters.ts";
import { OPAQUE } from "./reactivity.ts";

/** Decides a builder call: its callback, its schemas, its other arguments. */
export function decideBuilder(d: Deciding, call: ts.CallExpression, spec: ExportSpec): void {
  const index = callbackIndex(call, spec.verify?.callback);
  const argument = index === undefined ? undefined : call.arguments[index];
  const callback = argument === undefined ? undefined : withoutAssertions(argument);
  if (callback !== undefined && isDirectFunction(callback)) decideCallback(d, callback, spec);
  addSchemas(d, call, spec);
}

/** Decides the function of a builder, written in place or given by name. */
export function decideCallback(
  d: Deciding,
  callback: DirectFunction | ts.FunctionDeclaration,
  spec: ExportSpec,
): void {
  if (spec.callKind === "pattern" || spec.callKind === "render") {
    decidePatternCallback(d, callback, spec.callKind);
    return;
  }
  d.compute(callback, contextOf(spec.callKind === "handler" ? "handler" : "lift", callback));
}

function decidePatternCallback(
  d: Deciding,
  callback: DirectFunction | ts.FunctionDeclaration,
  owner: "pattern" | "render",
): void {
  const [parameter] = callback.parameters;
  d.patternOwned.add(callback);
  if (parameter !== undefined) {
    d.reactivity.setAll(parameter.name);
    if (ts.isIdentifier(parameter.name)) d.reactivity.set(parameter.name, OPAQUE);
    else {
      const bound = boundInputs(d, parameter.name, [], true);
      d.facts.lower(callback, {
        kind: "pattern-body",
        parameter: { bound, captured: new Map(), keep: false },
      });
    }
  }
  d.body(callback, contextOf(owner, callback));
}

/** A builder call inside a function. */
export function placeBuilder(d: Deciding, call: ts.CallExpression, site: Site): void {
  const { facts } = d;
  const spec = d.provenance.builderOf(call)!;
  if (site.context.kind !== "pattern") {
    d.report(diagnostic.standaloneFunctionReactiveOperation(call.expression, {
      name: functionName(site.context.body),
      expr: call.expression,
    }));
    return;
  }
  const isPattern = spec.callKind === "pattern" || spec.callKind === "render";
  if (!isPattern || captures(facts, call)) {
    d.report(diagnostic.patternContextBuilderPlacement(call.expression, {
      builder: call.expression,
      inlineHint: inlineHint(call, spec),
    }));
    return;
  }
  decideBuilder(d, call, spec);
  analyzeBuilderArguments(facts, call, spec);
  facts.act(call, { kind: "hoist", name: "" });
}

function inlineHint(call: ts.CallExpression, spec: ExportSpec): string {
  if (spec.callKind === "handler") return ", or write `action(...)`";
  const { parent } = withAssertions(call);
  const isApplied = ts.isCallExpression(parent) && withoutAssertions(parent.expression) === call;
  return spec.callKind === "lift" && isApplied ? ", or write `computed(() => ...)`" : "";
}

export function functionName(node: ts.Node | undefined): string {
  if (node === undefined) return "(anonymous)";
  const named = node as ts.Node & { name?: ts.Node };
  if (named.name !== undefined) return named.name.getText();
  const { parent } = withAssertions(node);
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : "(anonymous)";
}

/** Adds the schemas that the author did not write. */
function addSchemas(d: Deciding, call: ts.CallExpression, spec: ExportSpec): void {
  if (call.arguments.some(ts.isSpreadElement) || call.arguments.length === 0) return;
  const [first, second, third] = call.arguments.map((argument): CallArgument => ({
    kind: "node",
    node: argument,
  }));
  const json = (value: unknown): CallArgument => ({ kind: "json", value });
  switch (spec.callKind) {
    case "pattern":
    case "render": {
      if (call.arguments.length > 2) return;
      const { argument, result } = d.schemas.pattern(call);
      const rest = [second ?? json(argument), third ?? json(result)];
      return d.facts.lower(call, { kind: "arguments", arguments: [first!, ...rest] });
    }
    case "lift": {
      if (!isFunctionArgument(d, call.arguments[0]!)) return;
      if (call.arguments.length > 2) return;
      const { argument, result, options } = d.schemas.lift(call);
      const facts = second === undefined && Object.keys(options).length > 0 ? [json(options)] : [];
      return d.facts.lower(call, {
        kind: "arguments",
        arguments: [first!, second ?? json(argument), json(result), ...facts],
      });
    }
    case "handler": {
      if (!isFunctionArgument(d, call.arguments[0]!) || call.arguments.length > 1) return;
      const { event, state, result } = d.schemas.handler(call);
      const options = result === undefined ? [] : [json({ resultSchema: result })];
      return d.facts.lower(call, {
        kind: "arguments",
        arguments: [json(event), json(state), first!, ...options],
      });
    }
    default:
      return;
  }
}

function isFunctionArgument(d: Deciding, argument: ts.Expression): boolean {
  const node = withoutAssertions(argument);
  return isDirectFunction(node) ||
    d.handles.isCallable(d.provenance.checker.getTypeAtLocation(node));
}
