/** The functions that run once for each event. */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";

export type VerbFunction = ts.ArrowFunction | ts.FunctionExpression;

/**
 * The function of `action(fn)` or `handler(fn)`, written in place. The form of `handler` with
 * schemas written by hand, where the function comes last, declares no result in any way.
 */
export function verbCallback(call: ts.CallExpression): VerbFunction | undefined {
  const [argument] = call.arguments;
  return argument === undefined ? undefined : functionOf(argument);
}

/** The function written as the value of an event attribute. */
export function eventFunction(
  attribute: ts.JsxAttribute,
  file: ts.SourceFile,
): VerbFunction | undefined {
  const { initializer } = attribute;
  if (initializer === undefined || !ts.isJsxExpression(initializer)) return undefined;
  if (initializer.expression === undefined) return undefined;
  return attribute.name.getText(file).startsWith("on")
    ? functionOf(initializer.expression)
    : undefined;
}

function functionOf(expression: ts.Expression): VerbFunction | undefined {
  const node = withoutAssertions(expression);
  return isDirectFunction(node) ? node : undefined;
}
