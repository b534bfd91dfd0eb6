/** What calls do: of known functions, methods, factories, values of the host, anything else. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { WRITE_METHODS } from "../decide/policy.ts";
import { evaluateArrayMethod } from "./array-methods.ts";
import { calledFunction, hasBody } from "./callee.ts";
import { evaluateCellMethod } from "./cell-methods.ts";
import { applyFunction, type Argument, escapeAll } from "./closures.ts";
import { evaluateCollectionMethod } from "./collection-methods.ts";
import { evaluateHostCall } from "./host-calls.ts";
import { hand } from "./jsx.ts";
import { staticKey } from "./keys.ts";
import { evaluateStatic } from "./static-methods.ts";
import type { Unit } from "./unit.ts";
import { claim, useAsDeclared, useExpression, useValue } from "./uses.ts";
import { join, member, nest, NOTHING, unknownMember, type Value, whole } from "./value.ts";

export function evaluateCall(unit: Unit, call: ts.CallExpression): Value {
  const { provenance, handles } = unit.host;
  const callee = withoutAssertions(call.expression);
  const spec = hostCallee(unit, callee);
  if (spec !== undefined) return evaluateHostCall(unit, call, spec);
  const called = calledFunction(callee, provenance);
  if (called !== undefined) {
    return applyFunction(unit, called, argumentsOf(unit, call.arguments));
  }
  const applied = appliedLift(unit, callee);
  if (applied !== undefined) return applied(call);
  const input = handles.factoryInput(unit.typeOf(callee));
  if (input !== undefined) return applyFactory(unit, call, input);
  const method = methodOf(unit, callee);
  if (method === undefined) return callUnknown(unit, call, callee);
  return evaluateMethod(unit, call, method);
}

/** Methods of handles are declared by the host as well, under names that it also exports. */
function hostCallee(unit: Unit, callee: ts.Expression): ExportSpec | undefined {
  const spec = unit.host.provenance.hostValue(callee);
  const isMethod = spec !== undefined && ts.isPropertyAccessExpression(callee) &&
    unit.host.handles.isHandle(unit.typeOf(callee.expression));
  return isMethod ? undefined : spec;
}

interface Method {
  readonly receiver: ts.Expression;
  /** `undefined` when it is known at run time only. */
  readonly name: string | undefined;
  readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression;
}

function methodOf(unit: Unit, callee: ts.Expression): Method | undefined {
  if (ts.isPropertyAccessExpression(callee)) {
    return { receiver: callee.expression, name: callee.name.text, node: callee };
  }
  if (!ts.isElementAccessExpression(callee)) return undefined;
  const name = staticKey(unit, callee.argumentExpression);
  if (name === undefined) useExpression(unit, callee.argumentExpression, "read");
  return { receiver: callee.expression, name, node: callee };
}

function evaluateMethod(unit: Unit, call: ts.CallExpression, method: Method): Value {
  const { handles } = unit.host;
  const { receiver, name } = method;
  const known = name === undefined ? undefined : evaluateStatic(unit, call, receiver, name);
  if (known !== undefined) return known;
  const value = unit.sourceOf(receiver);
  const type = unit.typeOf(receiver);
  if (name !== undefined) {
    if (handles.factoryInput(type) !== undefined) return callFactoryMethod(unit, call, receiver);
    if (handles.isHandle(type)) {
      const isOptional = method.node.questionDotToken !== undefined ||
        call.questionDotToken !== undefined;
      return evaluateCellMethod(unit, call, { name, receiver, value, type, isOptional });
    }
    if (handles.isArray(type)) {
      const found = evaluateArrayMethod(unit, call, { name, receiver, value, type });
      if (found !== undefined) return found;
    }
    if (handles.collectionName(type) !== undefined) {
      return evaluateCollectionMethod(unit, call, { name, receiver, value, type });
    }
    if (handles.isAny(type)) return callOfAny(unit, call, { name, receiver, value });
  }
  // A method of a string, a date, a promise reads what it is called on.
  if (isLibraryMethod(unit, method.node)) {
    const isPromise = name === "then" || name === "catch" || name === "finally";
    if (!isPromise) unit.recordDeep("reads", value);
    const given = argumentsOf(unit, call.arguments, value);
    for (const [index, { value: argument, type: own }] of given.entries()) {
      const node = call.arguments[index];
      if (own !== undefined && node !== undefined) useValue(unit, argument, own, "read");
    }
    if (!isPromise) return NOTHING;
    const results = given.map((argument) => argument.value);
    return name === "then" ? join(...results) : join(value, ...results);
  }
  const target = name === undefined ? unknownMember(value) : member(value, name);
  unit.record("reads", target);
  return callUnknown(unit, call, undefined);
}

function isLibraryMethod(unit: Unit, node: ts.Node): boolean {
  const named = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = unit.host.provenance.checker.getSymbolAtLocation(named);
  const declarations = symbol?.declarations;
  return declarations !== undefined && declarations.length > 0 &&
    declarations.every((d) => d.getSourceFile().isDeclarationFile);
}

/** Methods that write, whether the receiver is a handle or a list. */
const ANY_WRITERS: ReadonlySet<string> = new Set([
  ...WRITE_METHODS,
  "unshift",
  "splice",
  "sort",
  "reverse",
  "pop",
  "shift",
]);

/** Of a value of type `any` nothing is known: it may be a cell, a list or an object. */
function callOfAny(
  unit: Unit,
  call: ts.CallExpression,
  on: { readonly name: string; readonly receiver: ts.Expression; readonly value: Value },
): Value {
  unit.record("wildcards", on.value);
  if (ANY_WRITERS.has(on.name)) {
    unit.record("writes", on.value);
    for (const ref of whole(on.value)) claim(unit, ref, "cell");
  } else if (on.name === "get" || on.name === "sample" || on.name === "key") {
    for (const ref of whole(on.value)) claim(unit, ref, "readonly");
  }
  const inside = join(on.value, unknownMember(on.value));
  for (const { value, type, callback } of argumentsOf(unit, call.arguments, inside)) {
    if (!callback && type !== undefined) useValue(unit, value, type, "escape");
  }
  return inside;
}

interface GivenArgument extends Argument {
  /** It is a function that was applied already. */
  readonly callback: boolean;
}

/**
 * The values of arguments, spreads taken apart. With `element`, functions among them are called
 * with it; otherwise they are functions that anybody may call.
 */
export function argumentsOf(
  unit: Unit,
  nodes: readonly ts.Expression[],
  element?: Value,
): GivenArgument[] {
  const given: GivenArgument[] = [];
  for (const node of nodes) {
    if (ts.isSpreadElement(node)) {
      given.push(...spreadArguments(unit, node));
      continue;
    }
    const inner = withoutAssertions(node);
    if (element !== undefined && hasBody(inner)) {
      const value = applyFunction(
        unit,
        inner,
        inner.parameters.map(() => ({ value: element, type: undefined })),
      );
      given.push({ value, type: undefined, callback: true });
      continue;
    }
    given.push({ value: unit.sourceOf(node), type: unit.typeOf(node), callback: false });
  }
  return given;
}

const SPREAD_LIMIT = 16;

/** A tuple by position; of another list each element may be any of the parameters. */
function spreadArguments(unit: Unit, node: ts.SpreadElement): GivenArgument[] {
  const { checker } = unit.host.provenance;
  const value = unit.sourceOf(node.expression);
  const type = unit.typeOf(node.expression);
  const elements = checker.isTupleType(type)
    ? checker.getTypeArguments(type as ts.TypeReference)
    : undefined;
  const isFixed = elements !== undefined &&
    ((type as ts.TupleTypeReference).target.combinedFlags & ts.ElementFlags.Variable) === 0;
  if (isFixed) {
    return elements.map((element, index) => ({
      value: member(value, String(index)),
      type: element,
      callback: false,
    }));
  }
  unit.record("presence", value);
  const element = unit.host.handles.typeBelow(type, ["*"]);
  return Array.from({ length: SPREAD_LIMIT }, () => ({
    value: member(value, "*"),
    type: element,
    callback: false,
  }));
}

/** `lift(fn)(input)`: the function is called with the input. */
function appliedLift(
  unit: Unit,
  callee: ts.Expression,
): ((call: ts.CallExpression) => Value) | undefined {
  if (!ts.isCallExpression(callee)) return undefined;
  const spec = unit.host.provenance.hostValue(callee.expression);
  if (spec?.callKind !== "lift") return undefined;
  const node = callee.arguments.find((argument) => isDirectFunction(withoutAssertions(argument)));
  if (node === undefined) return undefined;
  const called = calledFunction(node, unit.host.provenance);
  if (called === undefined) return undefined;
  return (call) => {
    const given = argumentsOf(unit, call.arguments);
    const result = applyFunction(unit, called, given);
    useValue(unit, result, unit.typeOf(call), "hand");
    return NOTHING;
  };
}

/** A factory takes its input as references; handles that it declares say what it does with them. */
function applyFactory(unit: Unit, call: ts.CallExpression, declared: ts.Type): Value {
  for (const node of call.arguments) {
    useAsDeclared(unit, unit.sourceOf(node), { actual: unit.typeOf(node), declared });
  }
  return NOTHING;
}

/** `factory.with(state)` is a call of the factory; `asScope` and `inSpace` give it back. */
function callFactoryMethod(
  unit: Unit,
  call: ts.CallExpression,
  receiver: ts.Expression,
): Value {
  const declared = unit.host.handles.factoryInput(unit.typeOf(receiver));
  return declared === undefined ? NOTHING : applyFactory(unit, call, declared);
}

/** A callee of which only the type is known: a handle goes to what its parameter declares. */
export function callUnknown(
  unit: Unit,
  call: ts.CallExpression,
  callee: ts.Expression | undefined,
): Value {
  if (callee !== undefined) {
    const value = unit.sourceOf(callee);
    unit.record("reads", value);
  }
  const rest: Argument[] = [];
  call.arguments.forEach((node, index) => {
    if (ts.isSpreadElement(node)) {
      rest.push(...spreadArguments(unit, node).slice(0, 1));
      return;
    }
    const value = unit.sourceOf(node);
    if (!isClaimed(unit, call, { node, index, value })) {
      rest.push({ value, type: unit.typeOf(node) });
    }
  });
  escapeAll(unit, rest);
  return NOTHING;
}

/** Whether the parameter's wrapper type is the contract of this argument. */
export function isClaimed(
  unit: Unit,
  call: ts.CallExpression,
  argument: { readonly node: ts.Expression; readonly index: number; readonly value: Value },
): boolean {
  const { handles, provenance: { checker } } = unit.host;
  const { node, index, value } = argument;
  if (value.length === 0 || !handles.isHandle(unit.typeOf(node))) return false;
  const parameters = checker.getResolvedSignature(call)?.parameters ?? [];
  const parameter = parameters[Math.min(index, parameters.length - 1)];
  if (parameter === undefined) return false;
  const type = checker.getTypeOfSymbolAtLocation(parameter, call);
  const wrappers = handles.wrappers(type);
  if (wrappers.size > 1) unit.addFinding({ node, callee: call.expression, type });
  const [wrapper] = wrappers;
  if (wrappers.size !== 1 || wrapper === undefined || wrapper === "unclaimed") return false;
  for (const ref of whole(value)) {
    claim(unit, ref, wrapper);
    if (wrapper === "cell" || wrapper === "readonly") unit.fact("reads", ref);
    if (wrapper === "cell" || wrapper === "writeonly") unit.fact("writes", ref);
    if (wrapper === "stream") unit.fact("opaque", ref);
  }
  return true;
}

export function evaluateNew(unit: Unit, node: ts.NewExpression): Value {
  const spec = unit.host.provenance.hostValue(node.expression);
  const given = node.arguments ?? [];
  if (spec !== undefined) {
    for (const argument of given) useExpression(unit, argument, "store");
    return NOTHING;
  }
  const collection = unit.host.handles.collectionName(unit.typeOf(node));
  if (collection === undefined) {
    unit.sourceOf(node.expression);
    escapeAll(unit, argumentsOf(unit, given));
    return NOTHING;
  }
  const first = given[0];
  if (first === undefined) return NOTHING;
  const list = unit.sourceOf(first);
  unit.record("presence", list);
  const element = member(list, "*");
  if (!collection.includes("Map")) {
    // Equal elements are one element, so which ones are equal is read.
    const own = unit.host.handles.typeBelow(unit.typeOf(first), ["*"]);
    if (own === undefined || unit.host.handles.isPrimitive(own)) unit.recordDeep("reads", element);
    return nest("*", element);
  }
  const type = unit.host.handles.typeBelow(unit.typeOf(first), ["*", "0"]);
  if (type !== undefined) useValue(unit, member(element, "0"), type, "read");
  return nest("*", member(element, "1"));
}

/** A template of the host reads its values; another tag is a call. */
export function evaluateTagged(unit: Unit, node: ts.TaggedTemplateExpression): Value {
  if (ts.isNoSubstitutionTemplateLiteral(node.template)) return NOTHING;
  const isHost = unit.host.provenance.hostValue(node.tag) !== undefined;
  for (const { expression } of node.template.templateSpans) {
    if (isHost) hand(unit, expression);
    else useExpression(unit, expression, "escape");
  }
  return NOTHING;
}
