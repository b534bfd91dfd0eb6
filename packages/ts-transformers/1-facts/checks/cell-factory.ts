/** A cell that is made of an empty list, of whose elements nothing is known. */
import ts from "typescript";
import type { DiagnosticFix } from "@commonfabric/contract";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";
import { withoutParentheses } from "./syntax.ts";

/** `cell-factory:empty-array`. A type argument, an assertion or a schema says what is missing. */
export function checkEmptyCell(
  context: CheckContext,
  make: ts.CallExpression | ts.NewExpression,
): void {
  if (make.typeArguments !== undefined || make.arguments?.length !== 1) return;
  const value = withoutParentheses(make.arguments[0]!);
  if (!ts.isArrayLiteralExpression(value) || value.elements.length > 0) return;
  const spec = context.provenance.hostValue(make.expression);
  if (spec?.callKind !== "cell-factory") return;
  context.report(diagnostic.cellFactoryEmptyArray(make, {
    expr: make,
    name: className(make.expression, spec.name, context.file),
  }, { fixes: typeArgument(context, make) }));
}

/** What `new` stands before, in the author's own names: `Cell` for `Cell.of`, and for `cell`. */
function className(callee: ts.Expression, specName: string, file: ts.SourceFile): string {
  const node = withoutAssertions(callee);
  if (specName.endsWith(".of") && ts.isPropertyAccessExpression(node)) {
    return node.expression.getText(file);
  }
  return specName === "cell" ? "Cell" : node.getText(file);
}

/** The type argument that the declared type of the cell gives. */
function typeArgument(
  { checker }: CheckContext,
  make: ts.CallExpression | ts.NewExpression,
): DiagnosticFix[] {
  const wanted = checker.getContextualType(make);
  const inner = wanted &&
    checker.getPropertiesOfType(wanted).find(({ name }) => name.startsWith("__@CELL_INNER_TYPE@"));
  if (inner === undefined) return [];
  const type = checker.getTypeOfSymbol(inner);
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const isKnown = element !== undefined &&
    (element.flags & (ts.TypeFlags.Never | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0;
  if (!isKnown) return [];
  const text = checker.typeToString(type, make, ts.TypeFormatFlags.NoTruncation);
  // A type without a name here cannot be written.
  if (/import\(|__type|\.\.\.|\bthis\b/.test(text)) return [];
  return [{
    title: `Write the type argument <${text}>`,
    edits: [{ offset: make.expression.getEnd(), length: 0, text: `<${text}>` }],
  }];
}
