/**
 * Code that runs later with data. It stays as it is, except where a builder is written in place, a
 * handle is mapped over, or a call gets a schema.
 */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withAssertions, withoutAssertions } from "../../walk.ts";
import { isLogicalOperator } from "../known-value.ts";
import { callWithSchemas } from "./call-schemas.ts";
import { isLibraryDeclared } from "./captures.ts";
import { type ListCall, listCallback, rewriteCollection } from "./collections.ts";
import { type Context, contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { callbackAt, inlineHandler, inlineLift } from "./inline-builders.ts";
import { isEventAttribute } from "./jsx.ts";
import { checkInlineUse, checkLocalUse } from "./local-use.ts";
import { checkGet } from "./opaque-get.ts";
import { functionName, placeBuilder } from "./placed-builders.ts";
import { collectionAction, isListOperator } from "./policy.ts";

/** Decides everything below `root`, which is in `context`, but `apart`. */
export function decideCompute(
  d: Deciding,
  root: ts.Node,
  context: Context,
  apart: ReadonlySet<ts.Node> = NOTHING_APART,
): void {
  if (apart.size > 0) return visitAround(d, root, context, apart);
  ts.forEachChild(root, (child) => visit(d, child, context));
  if (ts.isExpression(root) && !isDirectFunction(root)) own(d, root, context);
}

const NOTHING_APART: ReadonlySet<ts.Node> = new Set();

/** The same down to the nodes that are decided apart, which stand in no function. */
function visitAround(
  d: Deciding,
  node: ts.Node,
  context: Context,
  apart: ReadonlySet<ts.Node>,
): void {
  if (apart.has(node)) return;
  const holds = [...apart].some((inner) => inner.pos >= node.pos && inner.end <= node.end);
  if (!holds) return visit(d, node, context);
  ts.forEachChild(node, (child) => visitAround(d, child, context, apart));
}

function visit(d: Deciding, node: ts.Node, context: Context): void {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
  if (isStandalone(node)) {
    const inner = contextOf("standalone", node);
    ts.forEachChild(node, (child) => visit(d, child, inner));
    return;
  }
  if (own(d, node, context)) return;
  ts.forEachChild(node, (child) => visit(d, child, context));
}

/** A function with a name of its own: it may be called at any time. */
function isStandalone(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isClassLike(node) || ts.isMethodDeclaration(node)) {
    return true;
  }
  if (!isDirectFunction(node)) return false;
  const { parent } = withAssertions(node);
  return (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) &&
    parent.initializer !== undefined && withoutAssertions(parent.initializer) === node;
}

/** Decides `node` itself; whether what is below it has been decided as well. */
function own(d: Deciding, node: ts.Node, context: Context): boolean {
  if (ts.isJsxAttribute(node)) return decideAttribute(d, node, context);
  if (ts.isVariableDeclaration(node)) checkLocalUse(d, node, context);
  if (ts.isNewExpression(node)) {
    const spec = d.provenance.hostValue(node.expression);
    if (spec?.callKind === "cell-factory") callWithSchemas(d, node, spec);
    return false;
  }
  if (!ts.isCallExpression(node)) return false;
  checkInlineUse(d, node, context);
  const spec = d.provenance.hostValue(node.expression);
  if (spec !== undefined) return hostCall(d, node, spec, context);
  const callee = withoutAssertions(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  checkGet(d, node, callee, context);
  return decideListCall(d, { call: node, callee }, context);
}

function decideAttribute(d: Deciding, node: ts.JsxAttribute, context: Context): boolean {
  const { initializer } = node;
  if (initializer === undefined || !ts.isJsxExpression(initializer)) return false;
  const { expression } = initializer;
  if (expression === undefined || !isEventAttribute(d, node)) return false;
  return decideEvent(d, expression, context);
}

/** Functions that are the value, or a branch of the value, of an event attribute. */
function decideEvent(d: Deciding, expression: ts.Expression, context: Context): boolean {
  const node = withoutAssertions(expression);
  if (isDirectFunction(node)) {
    inlineHandler(d, node, node, undefined);
    return true;
  }
  const branches = ts.isConditionalExpression(node)
    ? [node.whenTrue, node.whenFalse]
    : ts.isBinaryExpression(node) && isLogicalOperator(node.operatorToken.kind)
    ? [node.right]
    : [];
  if (branches.length === 0) return false;
  const rest = ts.isConditionalExpression(node)
    ? node.condition
    : (node as ts.BinaryExpression).left;
  visit(d, rest, context);
  for (const branch of branches) {
    if (!decideEvent(d, branch, context)) visit(d, branch, context);
  }
  return true;
}

function hostCall(
  d: Deciding,
  node: ts.CallExpression,
  spec: ExportSpec,
  context: Context,
): boolean {
  const site: Site = { context, container: "call-argument" };
  switch (spec.callKind) {
    case "computed":
    case "derive":
    case "assert":
      if (refusedInFunction(d, node, context)) return true;
      if (spec.callKind === "derive" && node.arguments[0] !== undefined) {
        visit(d, node.arguments[0], context);
      }
      inlineLift(d, node, spec.callKind, site);
      return true;
    case "action": {
      if (refusedInFunction(d, node, context)) return true;
      const callback = callbackAt(node, 0);
      if (callback === undefined) return false;
      inlineHandler(d, node, callback, node);
      return true;
    }
    case "pattern":
    case "render":
    case "lift":
    case "handler":
      placeBuilder(d, node, site);
      return true;
    case "cell-factory":
    case "cell-for":
    case "ifElse":
    case "when":
    case "unless":
    case "wish":
    case "generate":
    case "fetch-json":
    case "runtime-call":
      callWithSchemas(d, node, spec);
      return false;
    case "patternTool":
    case "str":
    case "equals":
    case "data":
    case undefined:
      if (spec.name === "toSchema") callWithSchemas(d, node, spec);
      return false;
    default:
      return spec.callKind satisfies never;
  }
}

/** An ordinary function may run where no graph is being built. */
function refusedInFunction(d: Deciding, node: ts.CallExpression, context: Context): boolean {
  if (context.owner !== "standalone") return false;
  d.report(diagnostic.standaloneFunctionReactiveOperation(node, {
    name: functionName(context.body),
    expr: node.expression,
  }));
  return true;
}

/** `cell.map(f)` over a handle. Lists that are data are ordinary arrays here. */
function decideListCall(
  d: Deciding,
  { call: node, callee }: ListCall,
  context: Context,
): boolean {
  const method = callee.name.text;
  if (!isListOperator(method)) return false;
  const symbol = d.provenance.checker.getSymbolAtLocation(callee.name);
  if (symbol === undefined || isLibraryDeclared(symbol)) return false;
  if (d.handles.kindOfNode(callee.expression) === undefined) return false;
  if (collectionAction(context.kind, method, "celllike_requires_rewrite") !== "rewrite") {
    return false;
  }
  const callback = listCallback(node);
  if (callback === undefined) return false;
  if (context.owner === "standalone") {
    d.report(diagnostic.standaloneFunctionReactiveOperation(node, {
      name: functionName(context.body),
      expr: node,
    }));
    return true;
  }
  rewriteCollection(d, { call: node, callee }, method, callback, {
    context,
    container: "call-argument",
  });
  return true;
}
