/** Event functions and `action`: a hoisted `handler` and its application to captures. */
import ts from "typescript";
import type { ActionOf, CaptureTree, DirectFunction } from "../lowering.ts";
import { isDirectFunction } from "../walk.ts";
import { blockWith, forwardByName, withParameters } from "./callback.ts";
import { captureElements, captureProperties, objectParameter } from "./captures.ts";
import { jsonLiteral } from "./json-literal.ts";
import { freeLocalName } from "./local-name.ts";
import { at, helperCall } from "./nodes.ts";
import { givenParameters } from "./parameters.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** `N({ ...captures })` for the function or the call of `action` at `node`. */
export function handlerApplication(
  rewriting: Rewriting,
  node: ts.Node,
  action: ActionOf<"handler">,
): ts.Expression {
  const { callback, captures, name, eventSchema, stateSchema } = action;
  const handled = isDirectFunction(callback)
    ? handledFunction(rewriting, callback, captures)
    : forwardByName(rewriting, callback, captures, "event");
  const handler = helperCall("handler", [
    jsonLiteral(eventSchema),
    jsonLiteral(stateSchema),
    handled,
    ...handlerOptions(action),
  ], node);
  const call = factory.createCallExpression(rewriting.hoist(name, handler, node), undefined, [
    factory.createObjectLiteralExpression(captureProperties(rewriting, captures)),
  ]);
  return at(call, node);
}

/** The event as authored, or a name for it when only captures are used; then the captures. */
function handledFunction(
  rewriting: Rewriting,
  callback: DirectFunction,
  captures: CaptureTree,
): ts.Expression {
  const { given, front } = givenParameters(rewriting, callback, "_event", captures.keys());
  const body = blockWith(front, rewriting.visit(callback.body), callback.body);
  if (captures.size === 0) {
    return withParameters(callback, given === undefined ? [] : [given], body);
  }
  const event = given ?? factory.createParameterDeclaration(
    undefined,
    undefined,
    freeLocalName("_event", callback, captures.keys()),
  );
  return withParameters(callback, [event, objectParameter(captureElements(captures))], body);
}

function handlerOptions({ resultSchema, selfContained }: ActionOf<"handler">): ts.Expression[] {
  const entries = Object.entries({ resultSchema, selfContained })
    .filter(([, value]) => value !== undefined);
  return entries.length === 0 ? [] : [jsonLiteral(Object.fromEntries(entries))];
}
