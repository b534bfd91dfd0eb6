/**
 * List operators over references: the callback is compiled as a pattern over one element, and what
 * it captures travels beside the element.
 */
import ts from "typescript";
import type {
  BoundInput,
  CaptureTree,
  DirectFunction,
  LoweringAction,
  PatternParameter,
  Segment,
} from "../../lowering.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { Captures } from "./captures.ts";
import { contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { boundaryCaptures } from "./lift-expression.ts";
import { boundInputs } from "./parameters.ts";
import type { ListOperator } from "./policy.ts";
import { OPAQUE, type Reactive } from "./reactivity.ts";

const PARTS = ["element", "index", "array"] as const;

/** A call of a method of a list. */
export interface ListCall {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
}

/** Rewrites `receiver.map(callback)`; the receiver has been decided to give a reference. */
export function rewriteCollection(
  d: Deciding,
  { call, callee }: ListCall,
  method: ListOperator,
  callback: DirectFunction,
  site: Site,
): Reactive {
  decideReceiver(d, callee.expression, site);
  const lowering = collectionLowering(d, { call, callee }, method, callback);
  const [, thisArgument] = call.arguments;
  if (thisArgument !== undefined) {
    d.value(thisArgument, { context: site.context, container: "call-argument" });
  }
  const isOptional = callee.questionDotToken !== undefined;
  if (!isOptional || site.container === "jsx-expression" || site.context.kind !== "pattern") {
    d.facts.lower(call, lowering);
    return OPAQUE;
  }
  // The result of an optional call is `undefined` without a list, which an empty list is not.
  const list = callee.expression;
  const found = d.schemas.expression(call);
  d.facts.lower(call, {
    kind: "control",
    operator: "ifElse",
    schemas: [{ type: "boolean" }, { type: "undefined" }, found, found],
    values: [
      {
        kind: "is-nullish",
        name: "",
        value: list,
        // Whether it is there is all that is asked, and a missing one is an answer.
        argumentSchema: { type: "object", properties: { value: { type: "unknown" } } },
        resultSchema: { type: "boolean" },
        options: {},
      },
      undefined,
      { kind: "lowered", node: call, action: lowering },
    ],
  });
  return OPAQUE;
}

type CollectionLowering = Extract<LoweringAction, { kind: "collection" }>;

function collectionLowering(
  d: Deciding,
  { call, callee }: ListCall,
  method: ListOperator,
  callback: DirectFunction,
): CollectionLowering {
  const receiver = callee.expression;
  const captures = boundaryCaptures(d, callback, "a list callback");
  const parameter = listParameter(d, callback, captures);
  const names = captures.roots.map(({ symbol }) => symbol);
  const inner = d.facts.innerRegions(() =>
    d.reactivity.withReferences(names, () => {
      for (const { name } of callback.parameters) d.reactivity.setAll(name);
      d.patternOwned.add(callback);
      d.body(callback, contextOf("array-method", callback));
    })
  );
  const schemas = d.schemas.list({ receiver, callback, captures, inner });
  const [, thisArgument] = call.arguments;
  return {
    kind: "collection",
    name: "",
    receiver,
    method,
    callback,
    parameter,
    captures: captures.tree,
    ...(thisArgument === undefined ? {} : { thisArgument }),
    argumentSchema: schemas.argument,
    resultSchema: schemas.result,
  };
}

/** `it`, `i`, `all` and the captures as constants in front of the body. */
function listParameter(
  d: Deciding,
  callback: DirectFunction,
  captures: Captures,
): PatternParameter {
  const bound = callback.parameters.slice(0, PARTS.length).flatMap(
    ({ name }, index): BoundInput[] => {
      const path: readonly Segment[] = [PARTS[index]!];
      if (!ts.isIdentifier(name)) return boundInputs(d, name, path, false);
      return isMentioned(d, callback, name) ? [{ name, path }] : [];
    },
  );
  const captured: CaptureTree = new Map(captures.roots.map(({ name }) => [
    name,
    { kind: "value", value: { root: name, path: [], isReference: true } },
  ]));
  return { bound, captured, keep: false };
}

/** Whether the body of `callback` uses its parameter `name`. */
export function isMentioned(d: Deciding, callback: ts.Node, name: ts.Identifier): boolean {
  const symbol = d.provenance.checker.getSymbolAtLocation(name);
  const visit = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && node !== name && node.text === name.text &&
      d.provenance.local(node) === symbol ||
    ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  return visit(callback);
}

/** `(list ?? []).map(f)`: an operator reads a missing list as empty, so `?? []` adds nothing. */
function decideReceiver(d: Deciding, receiver: ts.Expression, site: Site): void {
  const node = withoutAssertions(receiver);
  const inner: Site = { context: site.context, container: "call-argument", isPart: true };
  const list = listWithFallback(node);
  if (list === undefined || site.context.kind !== "pattern") {
    if (site.context.kind === "pattern") d.value(node, inner);
    else d.compute(node, site.context);
    return;
  }
  d.value(list, inner);
  if (!admitsNull(d, list)) {
    d.facts.lower(node, { kind: "replace", by: list });
    return;
  }
  const { left, right } = node as ts.BinaryExpression;
  d.facts.lower(node, {
    kind: "control",
    operator: "unless",
    schemas: [d.schemas.expression(left), d.schemas.expression(right), d.schemas.expression(node)],
    values: [left, right],
  });
}

/** The list of `list ?? []` and `list || []`. */
export function listWithFallback(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.QuestionQuestionToken && kind !== ts.SyntaxKind.BarBarToken) {
    return undefined;
  }
  const fallback = withoutAssertions(node.right);
  const isEmpty = ts.isArrayLiteralExpression(fallback) && fallback.elements.length === 0;
  return isEmpty ? node.left : undefined;
}

function admitsNull(d: Deciding, list: ts.Expression): boolean {
  const type = d.provenance.checker.getTypeAtLocation(list);
  const members = type.isUnion() ? type.types : [type];
  return members.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
}

/** The callback of a call, when it is written in place and is an ordinary function. */
export function listCallback(call: ts.CallExpression): DirectFunction | undefined {
  const [first] = call.arguments;
  const node = first === undefined ? undefined : withoutAssertions(first);
  if (node === undefined || !isDirectFunction(node)) return undefined;
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  return isAsync || node.asteriskToken !== undefined || node.parameters.length > PARTS.length
    ? undefined
    : node;
}
