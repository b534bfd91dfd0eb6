/**
 * The checks that need no decision about sites: each looks at one node, its types and what its
 * names refer to. The walk of the facts calls `checkNode` for every node that is emitted.
 */
import ts from "typescript";
import { checkCast } from "./casts.ts";
import { checkCellArguments } from "./cell-arguments.ts";
import { checkEmptyCell } from "./cell-factory.ts";
import type { CheckContext } from "./check-context.ts";
import { checkFetchJson } from "./fetch-json.ts";
import { checkMergeablePush } from "./mergeable-push.ts";
import { checkObjectMembers } from "./object-members.ts";
import { checkPatternTool } from "./pattern-tool.ts";
import { checkPatternResult } from "./pattern-result.ts";
import { checkStatements } from "./pattern-statements.ts";
import { eventFunction, verbCallback } from "./verb-callback.ts";
import { checkVerbResult } from "./verb-result.ts";

/** Reports what is wrong with `node` itself. What is inside of it is the walk's to visit. */
export function checkNode(context: CheckContext, node: ts.Node): void {
  switch (node.kind) {
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
      return checkCast(context, node as ts.AssertionExpression);
    case ts.SyntaxKind.NewExpression:
      return checkEmptyCell(context, node as ts.NewExpression);
    case ts.SyntaxKind.CallExpression:
      return checkCall(context, node as ts.CallExpression);
    case ts.SyntaxKind.JsxAttribute: {
      const callback = eventFunction(node as ts.JsxAttribute, context.file);
      if (callback !== undefined) checkMergeablePush(context, callback);
      return;
    }
    case ts.SyntaxKind.ObjectLiteralExpression:
      return checkObjectMembers(context, node as ts.ObjectLiteralExpression);
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.FunctionDeclaration:
      checkCellArguments(context, node as ts.FunctionLikeDeclaration);
      if (context.isPatternOwnedBody(node)) {
        checkStatements(context, node as ts.FunctionLikeDeclaration);
      }
      return;
    default:
      return;
  }
}

function checkCall(context: CheckContext, call: ts.CallExpression): void {
  const spec = context.provenance.hostValue(call.expression);
  switch (spec?.callKind as string | undefined) {
    case "cell-factory":
      return checkEmptyCell(context, call);
    case "pattern":
      return checkPatternResult(context, call);
    case "patternTool":
      return checkPatternTool(context, call);
    case "fetch-json":
      return checkFetchJson(context, call, spec!);
    case "action":
    case "handler": {
      const callback = verbCallback(call);
      if (callback === undefined) return;
      checkVerbResult(context, call, callback, spec!);
      return checkMergeablePush(context, callback);
    }
    default:
      return;
  }
}
