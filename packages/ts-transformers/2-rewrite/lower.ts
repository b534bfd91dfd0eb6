/** Carries out the lowering of one authored node. The table of constructs is `LoweringAction`. */
import ts from "typescript";
import type { ActionOf, ControlValue, LoweringAction } from "../lowering.ts";
import { callWithArguments } from "./call-arguments.ts";
import { handlerApplication } from "./handler.ts";
import { jsonLiteral } from "./json-literal.ts";
import { keyPath } from "./key-path.ts";
import { liftedCallback, liftedExpression, nullishTest } from "./lift.ts";
import { at, helperCall } from "./nodes.ts";
import { collectionCall, patternBody } from "./pattern-callback.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** What `node` becomes. Authored nodes are moved; their own actions are carried out on the way. */
export function lower(rewriting: Rewriting, node: ts.Node, action: LoweringAction): ts.Node {
  return action.kind === "pattern-body"
    ? patternBody(rewriting, node, action)
    : lowerExpression(rewriting, node as ts.Expression, action);
}

function lowerExpression(
  rewriting: Rewriting,
  node: ts.Expression,
  action: Exclude<LoweringAction, { kind: "pattern-body" }>,
): ts.Expression {
  const part = (inner: ts.Expression) =>
    inner === node ? rewriting.visitChildren(inner) : rewriting.visit(inner);
  switch (action.kind) {
    case "key-path":
      return action.path.length === 0
        ? part(action.root)
        : at(keyPath(rewriting, part(action.root), action.path), node);
    case "lifted-expression":
      return liftedExpression(rewriting, node, action);
    case "lifted-callback":
      return liftedCallback(rewriting, node, action);
    case "handler":
      return handlerApplication(rewriting, node, action);
    case "collection":
      return collectionCall(rewriting, node, action);
    case "control":
      return controlCall(rewriting, node, action);
    case "arguments":
      return callWithArguments(rewriting, node, action);
    case "as-schema":
      return schemaOf(rewriting.visitChildren(node), action, node);
    case "literal":
      return at(jsonLiteral(action.value), node);
    case "replace":
      return part(action.by);
    default:
      return action satisfies never;
  }
}

/** `<node>.asSchema(<schema>)` */
function schemaOf(
  inner: ts.Expression,
  { schema }: ActionOf<"as-schema">,
  authored: ts.Node,
): ts.Expression {
  const callee = factory.createPropertyAccessExpression(inner, "asSchema");
  return at(factory.createCallExpression(callee, undefined, [jsonLiteral(schema)]), authored);
}

/** `__cfHelpers.ifElse(<schemas>, <values>)` */
function controlCall(
  rewriting: Rewriting,
  node: ts.Expression,
  { operator, schemas, values }: ActionOf<"control">,
): ts.Expression {
  return helperCall(operator, [
    ...schemas.map(jsonLiteral),
    ...values.map((value) => controlValue(rewriting, value)),
  ], node);
}

function controlValue(rewriting: Rewriting, value: ControlValue): ts.Expression {
  if (value === undefined) return factory.createIdentifier("undefined");
  switch (value.kind) {
    case "lowered":
      return lower(rewriting, value.node, value.action) as ts.Expression;
    case "is-nullish":
      return nullishTest(rewriting, value);
    default:
      return rewriting.visit(value);
  }
}
