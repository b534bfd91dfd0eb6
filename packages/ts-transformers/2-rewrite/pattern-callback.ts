/** Callbacks of patterns and lists with their parameter canonicalised to `__cf_pattern_input`. */
import ts from "typescript";
import type { ActionOf, DirectFunction, PatternParameter } from "../lowering.ts";
import { isDirectFunction } from "../walk.ts";
import { blockWith, callByName, withParameters } from "./callback.ts";
import { capturedConstants, captureProperties } from "./captures.ts";
import { jsonLiteral } from "./json-literal.ts";
import { boundConstant, keyPath } from "./key-path.ts";
import { at, helperCall, patternInput } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** The callback of a `pattern` or `render` call, or the function that is given to one by name. */
export function patternBody(
  rewriting: Rewriting,
  node: ts.Node,
  { parameter }: ActionOf<"pattern-body">,
): ts.Node {
  if (parameter.keep) return rewriting.visitChildren(node);
  if (!ts.isFunctionDeclaration(node)) {
    return patternCallback(rewriting, node as DirectFunction, parameter);
  }
  const body = rewriting.visit(node.body!);
  return factory.updateFunctionDeclaration(
    node,
    node.modifiers,
    node.asteriskToken,
    node.name,
    undefined,
    inputParameters(parameter),
    undefined,
    blockWith(inputConstants(rewriting, parameter, node), body, node.body!) as ts.Block,
  );
}

/** `recv.mapWithPattern(N, { ...captures }[, thisArg])`; an optional receiver loses its `?.`. */
export function collectionCall(
  rewriting: Rewriting,
  node: ts.Node,
  action: ActionOf<"collection">,
): ts.Expression {
  const { method, receiver, captures, thisArgument } = action;
  const target = rewriting.visit(receiver);
  const thisArguments = thisArgument === undefined ? [] : [rewriting.visit(thisArgument)];
  const pattern = helperCall("pattern", [
    listCallback(rewriting, action),
    jsonLiteral(action.argumentSchema),
    jsonLiteral(action.resultSchema),
  ], node);
  const hoisted = rewriting.hoist(action.name, pattern, node);
  const call = factory.createCallExpression(
    factory.createPropertyAccessExpression(target, `${method}WithPattern`),
    undefined,
    [
      hoisted,
      factory.createObjectLiteralExpression(captureProperties(rewriting, captures)),
      ...thisArguments,
    ],
  );
  return at(call, node);
}

/** A callback given by name is called with references to what `map` would give it. */
function listCallback(
  rewriting: Rewriting,
  { callback, parameter, given = ["element"] }: ActionOf<"collection">,
): ts.Expression {
  if (isDirectFunction(callback)) return patternCallback(rewriting, callback, parameter);
  const values = given.map((key) => keyPath(rewriting, patternInput(), [key]));
  return callByName(rewriting, callback, patternInput(), values);
}

function patternCallback(
  rewriting: Rewriting,
  callback: DirectFunction,
  parameter: PatternParameter,
): DirectFunction {
  if (parameter.keep) return rewriting.visitChildren(callback);
  const { body } = callback;
  return withParameters(
    callback,
    inputParameters(parameter),
    blockWith(inputConstants(rewriting, parameter, callback), rewriting.visit(body), body),
  );
}

function inputParameters({ bound, captured }: PatternParameter): ts.ParameterDeclaration[] {
  return bound.length === 0 && captured.size === 0
    ? []
    : [factory.createParameterDeclaration(undefined, undefined, patternInput())];
}

function inputConstants(
  rewriting: Rewriting,
  { bound, captured }: PatternParameter,
  authored: ts.Node,
): ts.Statement[] {
  return [
    ...bound.map((input) => boundConstant(rewriting, patternInput(), input)),
    ...capturedConstants(rewriting, captured, authored),
  ];
}
