/** Calls in pattern context, told apart by what is called. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { type ListCall, listCallback, listWithFallback, rewriteCollection } from "./collections.ts";
import { inheritedContext } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { hostCall, placeArguments } from "./host-calls.ts";
import { decideImmediate } from "./immediate.ts";
import { refusedCallback } from "./callback-places.ts";
import { liftExpression } from "./lift-expression.ts";
import { placeBuilder } from "./placed-builders.ts";
import {
  collectionAction,
  isListOperator,
  PLACE_METHODS,
  READ_METHODS,
  type ReceiverKind,
  WRITE_METHODS,
} from "./policy.ts";
import { isReactive, isReference, OPAQUE, PLAIN, type Reactive, STREAM } from "./reactivity.ts";
import { isLibraryDeclared } from "./captures.ts";
import { checkGet } from "./opaque-get.ts";

/** Decides a call; `node` has no assertions around it. */
export function decideCall(d: Deciding, node: ts.CallExpression, site: Site): Reactive {
  const spec = d.provenance.hostValue(node.expression);
  if (spec !== undefined) return hostCall(d, node, spec, site) ?? ordinaryCall(d, node, site);
  const callee = withoutAssertions(node.expression);
  if (isDirectFunction(callee)) return decideImmediate(d, node, callee, site);
  if (isAppliedBuilder(d, callee)) {
    placeBuilder(d, builderCallOf(callee)!, site);
    placeArguments(d, node, site);
    return d.handles.isHandlerFactory(factoryOf(callee)) ? STREAM : resultOf(d, node);
  }
  if (d.reactivity.isFactory(callee)) return factoryCall(d, node, callee, site);
  if (ts.isPropertyAccessExpression(callee)) {
    return methodCall(d, { call: node, callee }, site);
  }
  return ordinaryCall(d, node, site);
}

function resultOf(d: Deciding, node: ts.Expression): Reactive {
  return d.reactivity.handleOf(node) ?? OPAQUE;
}

/** The builder call in `lift(fn)(x)`, `handler(fn).with(x)` and `pattern(fn).asScope(s)(x)`. */
function builderCallOf(callee: ts.Expression): ts.CallExpression | undefined {
  const node = withoutAssertions(callee);
  if (ts.isPropertyAccessExpression(node)) return builderCallOf(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  return node;
}

function isAppliedBuilder(d: Deciding, callee: ts.Expression): boolean {
  const call = builderCallOf(callee);
  const spec = call === undefined ? undefined : d.provenance.builderOf(call);
  if (spec === undefined) return false;
  const isDefinition = spec.callKind === "lift" || spec.callKind === "handler" ||
    spec.callKind === "pattern" || spec.callKind === "render";
  if (!isDefinition) return false;
  return callee === call ||
    ts.isPropertyAccessExpression(callee) && callee.name.text === "with";
}

function factoryOf(callee: ts.Expression): ts.Expression {
  return ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
}

function factoryCall(
  d: Deciding,
  node: ts.CallExpression,
  callee: ts.Expression,
  site: Site,
): Reactive {
  if (!ts.isIdentifier(callee)) d.value(callee, { ...site, container: undefined });
  placeArguments(d, node, site);
  return d.handles.isHandlerFactory(callee) ? STREAM : resultOf(d, node);
}

function methodCall(
  d: Deciding,
  list: ListCall,
  site: Site,
): Reactive {
  const { call: node, callee } = list;
  const method = callee.name.text;
  const receiver = callee.expression;
  const of = d.reactivity.of(receiver);
  const isHost = isHostMethod(d, callee);
  if (isHost && method === "with") {
    d.value(receiver, { ...site, container: undefined });
    placeArguments(d, node, site);
    return STREAM;
  }
  if (checkGet(d, node, callee, site.context)) return OPAQUE;
  const isHandle = of.kind === "cell" || of.kind === "stream";
  if (isHandle && WRITE_METHODS.has(method)) {
    d.report(diagnostic.patternContextReceiverMethodCall(node, { expr: node }));
    return OPAQUE;
  }
  if (PLACE_METHODS.has(method) && (isHost || isReference(of) && isUntyped(d, callee))) {
    // A place that is known later is computed, and the computation gives the handle.
    return isOpenPlace(d, node)
      ? liftExpression(d, node, site)
      : placeMethod(d, node, receiver, site);
  }
  // A query of a database is a node of its own, as a call of the runtime is.
  if (isHost && d.handles.kindOfNode(receiver) === "sqlite") {
    return placeMethod(d, node, receiver, site);
  }
  if (isHandle && READ_METHODS.has(method)) return liftExpression(d, node, site);
  if (!isReactiveReceiver(d, receiver)) return plainMethod(d, list, site);
  // Which of two lists it is may be known while the graph is built, and then it may be plain.
  if (isPlainChoice(d, receiver)) return ordinaryCall(d, node, site);
  const kind: ReceiverKind = isHandle ? "celllike_requires_rewrite" : "opaque_autounwrapped";
  const action = collectionAction(site.context.kind, method, kind);
  const callback = listCallback(node);
  const isRewritten = action === "rewrite" && callback !== undefined && isListOperator(method) &&
    isListMethod(d, callee);
  if (isRewritten) return rewriteCollection(d, list, method, callback, site);
  return ordinaryCall(d, node, site);
}

/** `cell.key(i).key("title")` with a key that is a reference, anywhere in the chain. */
function isOpenPlace(d: Deciding, node: ts.CallExpression): boolean {
  let at: ts.Expression = node;
  while (ts.isCallExpression(at)) {
    const callee: ts.Expression = withoutAssertions(at.expression);
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const method = callee.name.text;
    const isKeyed = method === "key" || method === "elementById";
    if (isKeyed && at.arguments.some((argument) => d.reactivity.mentions(argument))) return true;
    at = withoutAssertions(callee.expression);
  }
  return false;
}

/** A reference, or `reference ?? []`. Members of literals keep their own provenance. */
function isReactiveReceiver(d: Deciding, receiver: ts.Expression): boolean {
  const node = withoutAssertions(receiver);
  const list = listWithFallback(node);
  return isReference(d.reactivity.of(list ?? node));
}

function isPlainChoice(d: Deciding, receiver: ts.Expression): boolean {
  const node = withoutAssertions(receiver);
  return ts.isConditionalExpression(node) && !d.reactivity.mentions(node.condition);
}

/** A method that the library or a host type declares; of `any` nothing is known but its name. */
function isListMethod(d: Deciding, callee: ts.PropertyAccessExpression): boolean {
  const symbol = d.provenance.checker.getSymbolAtLocation(callee.name);
  return symbol === undefined
    ? isUntyped(d, callee)
    : isLibraryDeclared(symbol) || d.provenance.isHostDeclared(symbol);
}

function isUntyped(d: Deciding, callee: ts.PropertyAccessExpression): boolean {
  const type = d.provenance.checker.getTypeAtLocation(callee.expression);
  return (type.flags & ts.TypeFlags.Any) !== 0;
}

function isHostMethod(d: Deciding, callee: ts.PropertyAccessExpression): boolean {
  const symbol = d.provenance.checker.getSymbolAtLocation(callee.name);
  return symbol !== undefined && d.provenance.isHostDeclared(symbol);
}

/** `key`, `for`, ...: the receiver's path is lowered, the method stays. */
function placeMethod(
  d: Deciding,
  node: ts.CallExpression,
  receiver: ts.Expression,
  site: Site,
): Reactive {
  d.value(receiver, { context: site.context, container: "call-argument", isPart: true });
  placeArguments(d, node, site);
  return resultOf(d, node);
}

/** A method of plain data, of which a callback may still mention references. */
function plainMethod(
  d: Deciding,
  { call: node, callee }: ListCall,
  site: Site,
): Reactive {
  const method = callee.name.text;
  const receiver = callee.expression;
  const callback = listCallback(node);
  if (callback === undefined || !isArrayMethod(d, callee)) return ordinaryCall(d, node, site);
  if (method !== "map") {
    return d.reactivity.mentions(node) || method === "forEach"
      ? ordinaryCall(d, node, site)
      : keptCallback(d, receiver, callback, site);
  }
  d.value(receiver, { context: site.context, container: "call-argument", isPart: true });
  const of = d.reactivity.of(receiver);
  const element = of.kind === "structure" ? of.elements ?? PLAIN : PLAIN;
  const [first] = callback.parameters;
  if (first !== undefined) d.reactivity.bind(first.name, element);
  d.body(callback, inheritedContext(site.context, "plain-array-map"));
  return d.reactivity.mentions(callback) || isReactive(element) ? OPAQUE_LIST : PLAIN;
}

/** The result of `map` over plain data: a plain array of references. */
const OPAQUE_LIST: Reactive = Object.freeze({
  kind: "structure",
  members: new Map(),
  elements: OPAQUE,
});

function keptCallback(
  d: Deciding,
  receiver: ts.Expression,
  callback: ts.ArrowFunction | ts.FunctionExpression,
  site: Site,
): Reactive {
  d.value(receiver, { ...site, container: undefined });
  d.body(callback, inheritedContext(site.context, "plain-array-value"));
  return PLAIN;
}

function isArrayMethod(d: Deciding, callee: ts.PropertyAccessExpression): boolean {
  const symbol = d.provenance.checker.getSymbolAtLocation(callee.name);
  return symbol !== undefined && isLibraryDeclared(symbol);
}

/** A call of anything else: with references it is lifted as a whole. */
export function ordinaryCall(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  site: Site,
): Reactive {
  if (refusedCallback(d, node, site.context)) return OPAQUE;
  const isPlainFrom = isArrayFrom(d, node) && !d.reactivity.mentions(node.arguments![0]!);
  if (d.reactivity.mentions(node) && !isPlainFrom) return liftExpression(d, node, site);
  d.value(node.expression, { ...site, container: undefined });
  for (const argument of node.arguments ?? []) {
    const value = ts.isSpreadElement(argument) ? argument.expression : argument;
    const inner = withoutAssertions(value);
    if (isDirectFunction(inner)) {
      d.body(
        inner,
        inheritedContext(site.context, isPlainFrom ? "plain-array-map" : "plain-array-value"),
      );
    } else d.value(value, { ...site, container: undefined });
  }
  return d.reactivity.mentions(node) ? OPAQUE_LIST : PLAIN;
}

/** `Array.from(plain, callback)`: like `map` of a plain array. */
function isArrayFrom(d: Deciding, node: ts.CallExpression | ts.NewExpression): boolean {
  const callee = withoutAssertions(node.expression);
  if (node.arguments?.length !== 2) return false;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "from") return false;
  const symbol = d.provenance.checker.getSymbolAtLocation(callee.name);
  return symbol !== undefined && isLibraryDeclared(symbol) &&
    withoutAssertions(callee.expression).getText() === "Array";
}
