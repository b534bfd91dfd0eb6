/** The function of a builder call, written in place or given by name, and its parameters. */
import ts from "typescript";
import { isDirectFunction, withAssertions, withoutAssertions } from "../../walk.ts";
import type { Provenance } from "../provenance.ts";

export interface BuilderCallback {
  readonly fn: ts.FunctionLikeDeclaration;
  /** A function of a module, written for all of its callers. */
  readonly byName: boolean;
}

/** The function that `argument` is or names; `undefined` when its text is not known. */
export function builderCallback(
  argument: ts.Expression | undefined,
  provenance: Provenance,
): BuilderCallback | undefined {
  if (argument === undefined) return undefined;
  const node = withoutAssertions(argument);
  if (isDirectFunction(node)) return { fn: node, byName: false };
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = provenance.symbol(node)?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return { fn: declaration, byName: true };
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
    ? withoutAssertions(declaration.initializer)
    : undefined;
  return value !== undefined && isDirectFunction(value) ? { fn: value, byName: true } : undefined;
}

/** Whether `parameter` says by its name that it is not used. */
export function isIgnored(parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text.startsWith("_");
}

/** The name of a parameter as messages quote it. */
export function parameterName(parameter: ts.ParameterDeclaration | undefined): string {
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : "input";
}

/** The expressions that `fn` returns, nested functions left out. */
export function returnedExpressions(fn: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
  const { body } = fn as ts.FunctionLikeDeclaration & { body?: ts.ConciseBody };
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) {
      if (node.expression !== undefined) found.push(node.expression);
      return;
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** How messages name the boundary that `region` is. */
export function regionName(region: ts.Node, provenance: Provenance): string {
  if (!isDirectFunction(region)) return "this expression";
  const outer = withAssertions(region);
  const call = outer.parent;
  if (!ts.isCallExpression(call)) return "this event handler";
  const spec = provenance.hostValue(call.expression);
  return spec?.category === "builder" ? `\`${spec.name}\`` : "this list callback";
}
