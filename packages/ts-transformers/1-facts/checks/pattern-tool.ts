/** A tool for a model that is given as a function, which cannot be stored. */
import ts from "typescript";
import type { DiagnosticFix } from "@commonfabric/contract";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";

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

/** Puts the call of `pattern` around it, under the name that this module imports it by. */
function inPattern({ provenance, file }: CheckContext, expr: ts.Expression): DiagnosticFix[] {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      if (provenance.hostValue(name)?.callKind !== "pattern") continue;
      return [{
        title: `Write ${name.text}(...) around the function`,
        edits: [
          { offset: expr.getStart(file), length: 0, text: `${name.text}(` },
          { offset: expr.end, length: 0, text: ")" },
        ],
      }];
    }
  }
  return [];
}
