/** Calls of values of the host: what each does with its arguments. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { withoutAssertions } from "../../walk.ts";
import { calledFunction } from "./callee.ts";
import { callUnknown, isClaimed } from "./calls.ts";
import { applyFunction, createClosure } from "./closures.ts";
import { hand } from "./jsx.ts";
import type { Unit } from "./unit.ts";
import { testExpression, useAsDeclared, useExpression, useIdentity, useValue } from "./uses.ts";
import { join, NOTHING, type Value } from "./value.ts";

export function evaluateHostCall(unit: Unit, call: ts.CallExpression, spec: ExportSpec): Value {
  const name = spec.name.slice(spec.name.lastIndexOf(".") + 1);
  const kind: string = spec.callKind ?? name;
  switch (kind) {
    case "equals":
    case "equalLinks":
      for (const node of call.arguments) unit.record("comparable", unit.sourceOf(node));
      return NOTHING;
    case "valueEqual":
      for (const node of call.arguments) unit.recordDeep("fullReads", unit.sourceOf(node));
      return NOTHING;
    case "ifElse":
      return evaluateChoice(unit, call, 3);
    case "when":
    case "unless":
      return evaluateChoice(unit, call, 2);
    case "cell-factory":
      for (const node of call.arguments) useExpression(unit, node, "store");
      return NOTHING;
    case "derive":
      return evaluateDerive(unit, call);
    case "patternTool":
      return evaluateTool(unit, call);
    case "data":
      return call.arguments[0] === undefined ? NOTHING : unit.sourceOf(call.arguments[0]);
    default:
      if (name === "navigateTo") {
        call.arguments.forEach((node) => useIdentity(unit, node));
        return NOTHING;
      }
      return evaluateOther(unit, call, spec);
  }
}

/** Schemas may come first; the last values are the condition and what is chosen. */
function evaluateChoice(unit: Unit, call: ts.CallExpression, count: number): Value {
  const values = call.arguments.slice(-count);
  const [condition, ...branches] = values;
  if (condition === undefined) return NOTHING;
  testExpression(unit, condition);
  const chosen = branches.map((node) => unit.sourceOf(node));
  return count === 2 ? join(unit.sourceOf(condition), ...chosen) : join(...chosen);
}

/** `derive(input, fn)`: the function is called with the input. */
function evaluateDerive(unit: Unit, call: ts.CallExpression): Value {
  const [input, ...rest] = call.arguments.slice(-2);
  const callback = rest[0];
  if (input === undefined || callback === undefined) return NOTHING;
  const called = calledFunction(callback, unit.host.provenance);
  if (called === undefined) {
    useExpression(unit, input, "escape");
    return NOTHING;
  }
  const result = applyFunction(unit, called, [{
    value: unit.sourceOf(input),
    type: unit.typeOf(input),
  }]);
  useValue(unit, result, unit.typeOf(call), "hand");
  return NOTHING;
}

/** `patternTool(factory, extra)`: the extra input goes to the pattern. */
function evaluateTool(unit: Unit, call: ts.CallExpression): Value {
  const [tool, extra] = call.arguments;
  if (tool === undefined) return NOTHING;
  hand(unit, tool);
  if (extra === undefined) return NOTHING;
  const declared = unit.host.handles.factoryInput(unit.typeOf(tool));
  useAsDeclared(unit, unit.sourceOf(extra), { actual: unit.typeOf(extra), declared });
  return NOTHING;
}

/** Builders and runtime calls take references; a pure function of the host reads. */
function evaluateOther(unit: Unit, call: ts.CallExpression, spec: ExportSpec): Value {
  if (spec.verify?.pure === true) return callUnknown(unit, call, undefined);
  call.arguments.forEach((node, index) => {
    const called = functionArgument(unit, node);
    const isDeferred = spec.callKind === "action" || spec.callKind === "handler";
    if (called !== undefined) {
      return createClosure(unit, called, isDeferred ? "deferred" : "handed");
    }
    if (isFieldless(node)) return;
    const value = unit.sourceOf(node);
    if (!isClaimed(unit, call, { node, index, value })) hand(unit, node);
  });
  return NOTHING;
}

function functionArgument(unit: Unit, node: ts.Expression) {
  const inner = withoutAssertions(node);
  const called = calledFunction(inner, unit.host.provenance);
  // Functions of modules capture nothing.
  return called !== undefined && ts.findAncestor(called.parent, ts.isFunctionLike) !== undefined
    ? called
    : undefined;
}

function isFieldless(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);
}
