/** Casts that say something untrue of what is stored: through `unknown`, to a reactive, to a handle. */
import ts from "typescript";
import type { DiagnosticFix } from "@commonfabric/contract";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { CheckContext } from "./check-context.ts";
import { withoutParentheses } from "./syntax.ts";

/** `cast-validation:*`. The first of several that holds is the one to mend. */
export function checkCast(context: CheckContext, cast: ts.AssertionExpression): void {
  // `as const` names no type.
  if (ts.isConstTypeReference(cast.type)) return;
  const type = cast.type.getText(context.file);
  const source = throughUnknown(context, cast);
  if (source !== undefined) {
    context.report(diagnostic.castValidationDoubleUnknown(cast, { expr: source, type }));
    return;
  }
  const expr = cast.expression;
  if (members(cast.type).some((member) => isReactiveType(context, member))) {
    const fixes = withoutCast(context, cast);
    context.report(diagnostic.castValidationForbiddenCast(cast, { expr }, { fixes }));
    return;
  }
  const target = context.checker.getTypeFromTypeNode(cast.type);
  const kind = context.handles.kindOf(target);
  if (kind === undefined) return;
  const name = constructorName(context, kind, target);
  context.report(diagnostic.castValidationCellCast(cast, { expr, type, name }));
}

/** `x` of `x as unknown as T`. */
function throughUnknown(
  { checker }: CheckContext,
  cast: ts.AssertionExpression,
): ts.Expression | undefined {
  const inner = withoutParentheses(cast.expression);
  if (!ts.isAsExpression(inner) && !ts.isTypeAssertionExpression(inner)) return undefined;
  const isUnknown = (type: ts.TypeNode) =>
    (checker.getTypeFromTypeNode(type).flags & ts.TypeFlags.Unknown) !== 0;
  return isUnknown(inner.type) && !isUnknown(cast.type)
    ? withoutParentheses(inner.expression)
    : undefined;
}

/** The members of a union, or the type itself. */
function members(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return members(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(members) : [type];
}

/** `Reactive<T>` is an alias of its argument, so only its name is there to be asked. */
function isReactiveType({ provenance }: CheckContext, type: ts.TypeNode): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  const symbol = provenance.symbol(type.typeName);
  return symbol?.name === "Reactive" && provenance.isHostDeclared(symbol);
}

/** Removes the cast, where the value has the type without it. */
function withoutCast(
  { checker, file }: CheckContext,
  cast: ts.AssertionExpression,
): DiagnosticFix[] {
  const { expression } = cast;
  const actual = checker.getTypeAtLocation(expression);
  if (!checker.isTypeAssignableTo(actual, checker.getTypeFromTypeNode(cast.type))) return [];
  const [start, end] = ts.isAsExpression(cast)
    ? [expression.end, cast.end]
    : [cast.getStart(file), expression.getStart(file)];
  return [{
    title: "Remove the cast",
    edits: [{ offset: start, length: end - start, text: "" }],
  }];
}

/** The class that an author makes such a handle with. */
function constructorName(context: CheckContext, kind: string, target: ts.Type): string {
  const name = target.symbol?.name;
  return kind === "cell" && name === "Cell" && context.provenance.isHostDeclared(target.symbol)
    ? "Cell"
    : "Writable";
}
