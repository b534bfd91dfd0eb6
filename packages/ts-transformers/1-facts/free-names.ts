/** Names that a builder call takes from around it. */
import ts from "typescript";
import { isWithin, walk } from "../walk.ts";
import type { FactsBuilder } from "./facts-builder.ts";

/** Whether `call` mentions a binding of a function around it. */
export function captures(facts: FactsBuilder, call: ts.CallExpression): boolean {
  let found = false;
  walk(call, (node) => {
    if (found || ts.isTypeNode(node)) return false;
    if (!ts.isIdentifier(node)) return true;
    const declaration = facts.provenance.local(node)?.valueDeclaration;
    found = declaration !== undefined && declaration.getSourceFile() === facts.file &&
      !isWithin(declaration, call) && enclosingFunction(declaration) !== undefined;
    return true;
  });
  return found;
}

/** The function that a local name belongs to; a parameter belongs to its own function. */
function enclosingFunction(declaration: ts.Node): ts.Node | undefined {
  const isMember = ts.isPropertyAssignment(declaration) ||
    ts.isShorthandPropertyAssignment(declaration) || ts.isMethodDeclaration(declaration) ||
    ts.isPropertySignature(declaration) || ts.isMethodSignature(declaration) ||
    ts.isJsxAttribute(declaration) || ts.isPropertyDeclaration(declaration) ||
    ts.isAccessor(declaration);
  return isMember
    ? undefined
    : ts.findAncestor(declaration.parent, (at) => ts.isFunctionLike(at) || ts.isClassLike(at));
}
