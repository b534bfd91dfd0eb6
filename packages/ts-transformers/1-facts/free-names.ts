/** Names that a builder call or callback takes from around it. */
import ts from "typescript";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";
import { walk } from "../walk.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { isGlobal } from "./not-data.ts";

/** Whether `call` mentions a binding of a function around it. */
export function captures(facts: FactsBuilder, call: ts.CallExpression): boolean {
  let found = false;
  walk(call, (node) => {
    if (found || ts.isTypeNode(node)) return false;
    if (!ts.isIdentifier(node)) return true;
    const declaration = facts.provenance.local(node)?.valueDeclaration;
    found = declaration !== undefined && declaration.getSourceFile() === facts.file &&
      !isInside(declaration, call) && enclosingFunction(declaration) !== undefined;
    return true;
  });
  return found;
}

function isInside(node: ts.Node, ancestor: ts.Node): boolean {
  return ts.findAncestor(node, (at) => at === ancestor) !== undefined;
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

/** Whether the only free names of `callback` are globals of the compartment. */
export function isSelfContained(facts: FactsBuilder, callback: ts.Node): boolean {
  let contained = true;
  walk(callback, (node) => {
    if (!contained || ts.isTypeNode(node)) return false;
    if (!ts.isIdentifier(node)) return true;
    const symbol = facts.provenance.local(node);
    if (symbol === undefined) return true;
    if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) contained = false;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || isMemberName(node)) return true;
    contained &&= isInside(declaration, callback) ||
      (isGlobal(symbol) && SANDBOX_GLOBALS.has(node.text));
    return true;
  });
  return contained;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) ||
    ts.isAccessor(parent) || ts.isPropertyDeclaration(parent) || ts.isJsxAttribute(parent)) &&
    parent.name === node;
}
