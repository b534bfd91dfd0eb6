/** A tool for a model that is given as a function, which cannot be stored. */
import type ts from "typescript";
import type { DiagnosticFix } from "@commonfabric/contract";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";
import { around, importedName } from "./fixes.ts";

/** `pattern-context:patterntool-requires-pattern`. */
export function checkPatternTool(context: CheckContext, call: ts.CallExpression): void {
  const [argument] = call.arguments;
  if (argument === undefined || !isPlainFunction(context, argument)) return;
  const expr = withoutAssertions(argument);
  context.report(diagnostic.patternContextPatterntoolRequiresPattern(expr, { expr }, {
    fixes: inPattern(context, expr),
  }));
}

function isPlainFunction({ checker, handles }: CheckContext, argument: ts.Expression): boolean {
  const node = withoutAssertions(argument);
  if (isDirectFunction(node)) return true;
  return handles.isCallable(checker.getTypeAtLocation(node)) && !handles.isFactory(node);
}

function inPattern({ provenance, file }: CheckContext, expr: ts.Expression): DiagnosticFix[] {
  const name = importedName(provenance, file, "pattern");
  if (name === undefined) return [];
  return [around(expr, `Write ${name}(...) around the function`, `${name}(`, ")")];
}
