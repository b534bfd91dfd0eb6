/** A handler that gives a value although it declares none: nothing would tell readers its type. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { CheckContext } from "./check-context.ts";
import { forEachOwnNode, withoutParentheses } from "./syntax.ts";
import type { VerbFunction } from "./verb-callback.ts";

const NOTHING = ts.TypeFlags.Void | ts.TypeFlags.Undefined;
const SHOWN_TYPE = 30;

/** `verb-result:undeclared-return`, at the first value of the body. */
export function checkVerbResult(
  context: CheckContext,
  call: ts.CallExpression,
  { body, parameters }: VerbFunction,
  spec: ExportSpec,
): void {
  if (!ts.isBlock(body)) return;
  const names = spec.callKind === "handler" ? ["Event", "State"] : ["Event"];
  const declared = call.typeArguments?.[names.length];
  if (
    declared !== undefined &&
    (context.checker.getTypeFromTypeNode(declared).flags & NOTHING) === 0
  ) return;
  const expr = firstValue(body);
  if (expr === undefined) return;
  const args = names.map((name, index) => {
    const text = call.typeArguments?.[index]?.getText(context.file).replace(/\s+/g, " ");
    if (text !== undefined && text.length <= SHOWN_TYPE) return text;
    return text === undefined && parameters.length === 0 ? "void" : name;
  });
  context.report(diagnostic.verbResultUndeclaredReturn(expr, {
    builder: spec.name,
    expr,
    args: [...args, "Result"].join(", "),
  }));
}

function firstValue(body: ts.Block): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  forEachOwnNode(body, (node) => {
    if (found !== undefined) return false;
    if (!ts.isReturnStatement(node) || node.expression === undefined) return true;
    if (isWrittenValue(node.expression)) found = withoutParentheses(node.expression);
    return false;
  });
  return found;
}

/** A literal, object, array, template or arithmetic: certainly data that someone wants to give. */
function isWrittenValue(expression: ts.Expression): boolean {
  const node = withoutParentheses(expression);
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
    return node.type.kind !== ts.SyntaxKind.AnyKeyword && isWrittenValue(node.expression);
  }
  if (ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
    return isWrittenValue(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return isWrittenValue(node.whenTrue) || isWrittenValue(node.whenFalse);
  }
  if (ts.isBinaryExpression(node)) return isArithmetic(node.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(node)) return node.operator !== ts.SyntaxKind.ExclamationToken;
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.BigIntLiteral:
    case ts.SyntaxKind.RegularExpressionLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.TemplateExpression:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
      return true;
    default:
      return false;
  }
}

function isArithmetic(operator: ts.SyntaxKind): boolean {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.AsteriskAsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.AmpersandToken:
    case ts.SyntaxKind.BarToken:
    case ts.SyntaxKind.CaretToken:
    case ts.SyntaxKind.LessThanLessThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return true;
    default:
      return false;
  }
}
