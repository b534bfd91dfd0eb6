/** Calls that get schemas: their new arguments. */
import ts from "typescript";
import type { ActionOf, CallArgument } from "../lowering.ts";
import { jsonLiteral, jsonProperty } from "./json-literal.ts";
import { at, helper } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** The call or `new` at `node` with the arguments of `action`, and without type arguments. */
export function callWithArguments(
  rewriting: Rewriting,
  node: ts.Expression,
  action: ActionOf<"arguments">,
): ts.Expression {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) {
    throw new Error(`Arguments for ${ts.SyntaxKind[node.kind]}, which takes none`);
  }
  const values = action.arguments.map((argument) => callArgument(rewriting, argument));
  const callee = action.callee === undefined
    ? rewriting.visit(node.expression)
    : at(helper(action.callee), node.expression);
  if (ts.isNewExpression(node)) {
    return at(factory.createNewExpression(callee, undefined, values), node);
  }
  return node.questionDotToken === undefined
    ? at(factory.createCallExpression(callee, undefined, values), node)
    : at(factory.createCallChain(callee, node.questionDotToken, undefined, values), node);
}

function callArgument(rewriting: Rewriting, argument: CallArgument): ts.Expression {
  switch (argument.kind) {
    case "node":
      return rewriting.visit(argument.node);
    case "json":
      return jsonLiteral(argument.value);
    case "record":
      return extendedRecord(rewriting, argument);
    case "undefined":
      return factory.createIdentifier("undefined");
    default:
      return argument satisfies never;
  }
}

/** `{ ...<as authored>, property: value }`; an authored literal simply has one property more. */
function extendedRecord(
  rewriting: Rewriting,
  { node, property, value }: Extract<CallArgument, { kind: "record" }>,
): ts.Expression {
  const added = jsonProperty(property, value);
  if (node === undefined) return factory.createObjectLiteralExpression([added]);
  const record = rewriting.visit(node);
  return ts.isObjectLiteralExpression(record)
    ? factory.updateObjectLiteralExpression(record, [...record.properties, added])
    : factory.createObjectLiteralExpression([factory.createSpreadAssignment(record), added]);
}
