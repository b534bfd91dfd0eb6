/** The function that a callee expression is certain to call. */
import ts from "typescript";
import type { Provenance } from "../provenance.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";

const ALIAS_STEPS = 16;

export type FunctionNode = ts.FunctionLikeDeclaration;
export type FunctionWithBody = FunctionNode & { readonly body: ts.ConciseBody };

export function hasBody(node: ts.Node): node is FunctionWithBody {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

/** The function with a body, or `undefined`: a host function, a parameter, a `let`, a class method. */
export function calledFunction(
  callee: ts.Expression,
  provenance: Provenance,
): FunctionWithBody | undefined {
  let node = withoutAssertions(callee);
  for (let step = 0; step < ALIAS_STEPS; step++) {
    if (isDirectFunction(node)) return node;
    if (
      !ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node) &&
      !(ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    ) return undefined;
    const symbol = provenance.symbol(
      ts.isIdentifier(node)
        ? node
        : ts.isPropertyAccessExpression(node)
        ? node.name
        : node.argumentExpression,
    );
    const found = symbol === undefined ? undefined : definition(symbol, provenance);
    if (found === undefined) return undefined;
    if (hasBody(found)) return found;
    node = withoutAssertions(found as ts.Expression);
  }
  return undefined;
}

/** The function or the constant expression that `symbol` is bound to. */
function definition(
  symbol: ts.Symbol,
  provenance: Provenance,
): FunctionWithBody | ts.Expression | undefined {
  for (const declaration of symbol.declarations ?? []) {
    if (declaration.getSourceFile().isDeclarationFile) return undefined;
    if (ts.isFunctionDeclaration(declaration) && hasBody(declaration)) return declaration;
    if (ts.isMethodDeclaration(declaration) && hasBody(declaration)) {
      return isInConstantObject(declaration) ? declaration : undefined;
    }
    if (ts.isPropertyAssignment(declaration) && isInConstantObject(declaration)) {
      return declaration.initializer;
    }
    if (ts.isShorthandPropertyAssignment(declaration) && isInConstantObject(declaration)) {
      const value = provenance.checker.getShorthandAssignmentValueSymbol(declaration);
      const target = value !== undefined && (value.flags & ts.SymbolFlags.Alias) !== 0
        ? provenance.checker.getAliasedSymbol(value)
        : value;
      return target === undefined ? undefined : definition(target, provenance);
    }
    if (ts.isExportAssignment(declaration)) return declaration.expression;
    if (isConstant(declaration)) return declaration.initializer;
  }
  return undefined;
}

/** The function that a local name is bound to where it is declared. */
export function keptFunction(symbol: ts.Symbol): FunctionWithBody | undefined {
  const declaration = symbol.valueDeclaration;
  if (
    declaration === undefined ||
    ts.findAncestor(declaration.parent, ts.isFunctionLike) === undefined
  ) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return hasBody(declaration) ? declaration : undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) {
    return undefined;
  }
  const initializer = withoutAssertions(declaration.initializer);
  return isDirectFunction(initializer) ? initializer : undefined;
}

function isConstant(node: ts.Node): node is ts.VariableDeclaration {
  return ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) &&
    (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
}

/** Whether the member belongs to an object literal that a `const` holds, at any depth. */
function isInConstantObject(member: ts.Node): boolean {
  let node: ts.Node = member.parent;
  while (
    ts.isObjectLiteralExpression(node) || ts.isPropertyAssignment(node) ||
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  ) node = node.parent;
  return isConstant(node) || ts.isExportAssignment(node);
}
