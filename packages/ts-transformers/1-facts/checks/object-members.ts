/** Functions and accessors in the data that a pattern body makes. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";

/** `pattern-context:object-member`. */
export function checkObjectMembers(
  context: CheckContext,
  literal: ts.ObjectLiteralExpression,
): void {
  if (!isDataOfPatternBody(context, literal)) return;
  for (const member of literal.properties) {
    const found = functionMember(context, member);
    if (found === undefined) continue;
    context.report(diagnostic.patternContextObjectMember(found.culprit, {
      kind: found.kind,
      name: member.name!.getText(context.file),
    }));
  }
}

/** What an ordinary call is given is not stored: whether it may be made here is told of the call. */
function isDataOfPatternBody(context: CheckContext, literal: ts.Node): boolean {
  for (let at = literal; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isFunctionLike(parent)) return context.isPatternOwnedBody(parent);
    if (ts.isClassLike(parent)) return false;
    const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
    if (isCall && at !== parent.expression && !makesGraph(context, parent.expression)) return false;
  }
  return false;
}

function makesGraph({ provenance, handles }: CheckContext, callee: ts.Expression): boolean {
  return provenance.hostValue(callee) !== undefined || handles.isFactory(callee);
}

/** The name of a method or accessor, or the function that a property holds. */
function functionMember(
  context: CheckContext,
  member: ts.ObjectLiteralElementLike,
): { kind: string; culprit: ts.Node } | undefined {
  if (ts.isMethodDeclaration(member)) return { kind: "method", culprit: member.name };
  if (ts.isGetAccessor(member)) return { kind: "getter", culprit: member.name };
  if (ts.isSetAccessor(member)) return { kind: "setter", culprit: member.name };
  const value = ts.isPropertyAssignment(member)
    ? withoutAssertions(member.initializer)
    : ts.isShorthandPropertyAssignment(member)
    ? member.name
    : undefined;
  if (value === undefined) return undefined;
  const isFunction = isDirectFunction(value) ||
    (ts.isIdentifier(value) && isFunctionName(context, value));
  return isFunction ? { kind: "function", culprit: value } : undefined;
}

/** Whether the name is an authored function: a declaration, or a constant that holds one. */
function isFunctionName({ provenance }: CheckContext, name: ts.Identifier): boolean {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? provenance.local(name)
    : provenance.symbol(name);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  // A function made in the body has been refused where it stands.
  if (ts.findAncestor(declaration.parent, ts.isFunctionLike) !== undefined) return false;
  if (ts.isFunctionDeclaration(declaration)) return !provenance.isHostDeclared(symbol!);
  return ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined &&
    isDirectFunction(withoutAssertions(declaration.initializer));
}
