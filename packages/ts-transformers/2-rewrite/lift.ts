/** Lifted expressions and callbacks: a hoisted `lift` and its application to captures. */
import ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";
import type { ActionOf, DirectFunction, LiftOptions, NullishTest } from "../lowering.ts";
import { isDirectFunction } from "../walk.ts";
import { recordAssertion } from "./assertion.ts";
import { blockWith, forwardByName, withParameters } from "./callback.ts";
import { captureElements, captureProperties, objectParameter } from "./captures.ts";
import { jsonLiteral } from "./json-literal.ts";
import { at, helperCall, propertyKey } from "./nodes.ts";
import { givenParameters, ungivenParameters } from "./parameters.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** What all lifts have, whatever their function is made of. */
interface Lift {
  readonly name: string;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  readonly options: LiftOptions;
}

/** `N({ ...captures })` for an expression in pattern context. */
export function liftedExpression(
  rewriting: Rewriting,
  node: ts.Expression,
  action: ActionOf<"lifted-expression">,
): ts.Expression {
  const { captures, made = [] } = action;
  const values = new Map<ts.Expression, ts.Expression>();
  rewriting.wrapInside(
    node,
    new Map(made.map(({ node: inner, name }) => [inner, (value: ts.Expression) => {
      values.set(inner, value);
      return at(factory.createIdentifier(name), inner);
    }])),
  );
  const body = rewriting.visitChildren(node);
  const elements = [
    ...captureElements(captures),
    ...made.map(({ name }) => factory.createBindingElement(undefined, undefined, name)),
  ];
  const parameters = elements.length === 0 ? [] : [objectParameter(elements)];
  const callback = at(arrow(parameters, body), node);
  const input = record([
    ...captureProperties(rewriting, captures),
    ...made.map(({ node: inner, name }) =>
      factory.createPropertyAssignment(propertyKey(name), values.get(inner) ?? inner)
    ),
  ]);
  return applied(rewriting, node, action, callback, input);
}

/** `N({ ...captures })` for a call of `computed`, `derive` or `assert`. */
export function liftedCallback(
  rewriting: Rewriting,
  node: ts.Node,
  action: ActionOf<"lifted-callback">,
): ts.Expression {
  const { callback, captures, input } = action;
  const inputValue = input === undefined ? undefined : rewriting.visit(input.value);
  const lifted = isDirectFunction(callback)
    ? liftedFunction(rewriting, callback, action)
    : forwardByName(rewriting, callback, captures, input === undefined ? undefined : "input");
  const properties = captureProperties(rewriting, captures);
  if (input === undefined || inputValue === undefined) {
    return applied(rewriting, node, action, lifted, record(properties));
  }
  if (input.key === undefined) return applied(rewriting, node, action, lifted, inputValue);
  const property = factory.createPropertyAssignment(propertyKey(input.key), inputValue);
  return applied(rewriting, node, action, lifted, record([property, ...properties]));
}

/** `N({ value: <value> })`, whether the value of an optional list call is missing. */
export function nullishTest(rewriting: Rewriting, test: NullishTest): ts.Expression {
  const element = factory.createBindingElement(undefined, undefined, "value");
  const body = factory.createEquality(factory.createIdentifier("value"), factory.createNull());
  const callback = at(arrow([objectParameter([element])], body), test.value);
  const input = factory.createObjectLiteralExpression([
    factory.createPropertyAssignment("value", rewriting.visit(test.value)),
  ]);
  return applied(rewriting, test.value, test, callback, input);
}

function liftedFunction(
  rewriting: Rewriting,
  callback: DirectFunction,
  action: ActionOf<"lifted-callback">,
): ts.Expression {
  const { captures, assertion } = action;
  const recording = assertion === undefined
    ? []
    : recordAssertion(rewriting, callback, assertion, captures.keys());
  const { parameters, front } = liftParameters(rewriting, callback, action);
  const body = blockWith([...front, ...recording], rewriting.visit(callback.body), callback.body);
  return withParameters(callback, parameters, body);
}

/** `derive` keeps its parameter; beside captures it becomes one of their record's elements. */
function liftParameters(
  rewriting: Rewriting,
  callback: DirectFunction,
  { captures, input }: ActionOf<"lifted-callback">,
): { parameters: ts.ParameterDeclaration[]; front: readonly ts.Statement[] } {
  const elements = captureElements(captures);
  const record = (all: readonly ts.BindingElement[]) =>
    all.length === 0 ? [] : [objectParameter(all)];
  if (input === undefined) {
    return { parameters: record(elements), front: ungivenParameters(rewriting, callback) };
  }
  const { given, front } = givenParameters(rewriting, callback, "input", captures.keys());
  if (given === undefined) return { parameters: record(elements), front };
  if (input.key === undefined) return { parameters: [given], front };
  const { name, initializer } = given;
  const sameName = ts.isIdentifier(name) && name.text === input.key;
  const key = sameName ? undefined : propertyKey(input.key);
  const element = factory.createBindingElement(undefined, key, name, initializer);
  return { parameters: record([element, ...elements]), front };
}

/** Hoists the lift; without an argument it takes none and its argument schema is `false`. */
function applied(
  rewriting: Rewriting,
  node: ts.Node,
  { name, argumentSchema, resultSchema, options }: Lift,
  callback: ts.Expression,
  argument: ts.Expression | undefined,
): ts.Expression {
  const lift = helperCall("lift", [
    callback,
    jsonLiteral(argument === undefined ? false : argumentSchema),
    jsonLiteral(resultSchema),
    ...liftOptions(options),
  ], node);
  const call = factory.createCallExpression(
    rewriting.hoist(name, lift, node),
    undefined,
    argument === undefined ? [] : [argument],
  );
  return at(call, node);
}

/** The options in emitted order, or nothing when there are none. */
function liftOptions(options: LiftOptions): ts.Expression[] {
  const { completeSchedulerScopeSummary, materializerWriteInputPaths, selfContained } = options;
  const entries = Object.entries({
    completeSchedulerScopeSummary,
    materializerWriteInputPaths,
    selfContained,
  }).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? [] : [jsonLiteral(Object.fromEntries(entries))];
}

/** The input of a lift: nothing at all when there is nothing in it. */
function record(properties: readonly ts.PropertyAssignment[]): ts.Expression | undefined {
  return properties.length === 0 ? undefined : factory.createObjectLiteralExpression(properties);
}

function arrow(parameters: readonly ts.ParameterDeclaration[], body: ts.Expression): ts.Expression {
  return factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, body);
}
