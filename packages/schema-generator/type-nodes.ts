/** Where the parts of a type are written, as far as the node of the whole leads there. */
import ts from "typescript";
import { resolvedSymbol } from "./payload.ts";

const STEPS = 16;

/** `node` without parentheses, `readonly` and names of aliases without parameters. */
function written(node: ts.TypeNode, checker: ts.TypeChecker): ts.TypeNode {
  let at = node;
  for (let step = 0; step < STEPS; step++) {
    if (ts.isParenthesizedTypeNode(at) || ts.isTypeOperatorNode(at)) {
      at = at.type;
      continue;
    }
    if (!ts.isTypeReferenceNode(at) || at.typeArguments !== undefined) return at;
    const declaration = resolvedSymbol(at.typeName, checker)?.declarations
      ?.find(ts.isTypeAliasDeclaration);
    if (declaration === undefined || declaration.typeParameters !== undefined) return at;
    at = declaration.type;
  }
  return at;
}

function alternatives(node: ts.TypeNode, checker: ts.TypeChecker): readonly ts.TypeNode[] {
  const at = written(node, checker);
  return ts.isUnionTypeNode(at) ? at.types.map((member) => written(member, checker)) : [at];
}

/** The reference that `node` is, aliases followed: its symbol and its arguments. */
export function writtenReference(
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
):
  | { readonly symbol: ts.Symbol | undefined; readonly arguments: readonly ts.TypeNode[] }
  | undefined {
  const at = node && written(node, checker);
  return at !== undefined && ts.isTypeReferenceNode(at)
    ? { symbol: resolvedSymbol(at.typeName, checker), arguments: at.typeArguments ?? [] }
    : undefined;
}

/** The type arguments of what `node` is a union of, or of itself, aliases followed. */
export function writtenArguments(
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): readonly ts.TypeNode[] {
  if (node === undefined) return [];
  return alternatives(node, checker).flatMap((at) =>
    ts.isTypeReferenceNode(at) ? at.typeArguments ?? [] : []
  );
}

/** Where the element type of a list is written. */
export function elementNode(
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): ts.TypeNode | undefined {
  if (node === undefined) return undefined;
  for (const at of alternatives(node, checker)) {
    if (ts.isArrayTypeNode(at)) return at.elementType;
    const argument = ts.isTypeReferenceNode(at) ? at.typeArguments?.[0] : undefined;
    if (argument === undefined) continue;
    return ts.isTypeReferenceNode(at) && isNamed(at, "Array", "ReadonlyArray")
      ? argument
      : elementNode(argument, checker);
  }
  return undefined;
}

/** Where the content type of a handle is written. */
export function argumentNode(
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): ts.TypeNode | undefined {
  if (node === undefined) return undefined;
  const reference = alternatives(node, checker).find(ts.isTypeReferenceNode);
  return reference?.typeArguments?.[0];
}

/** Where the type of a member is written. */
export function memberNode(symbol: ts.Symbol): ts.TypeNode | undefined {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  return declaration !== undefined &&
      (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration))
    ? declaration.type
    : undefined;
}

/** Whether an alternative of a union is a reference to a type that `test` accepts. */
export function unionWritesReference(
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
  test: (symbol: ts.Symbol | undefined) => boolean,
): boolean {
  if (node === undefined) return false;
  const members = alternatives(node, checker);
  return members.length > 1 &&
    members.some((m) => ts.isTypeReferenceNode(m) && test(resolvedSymbol(m.typeName, checker)));
}

/** Whether `node` refers to an alias that is only another name for itself. */
export function isCircularAlias(node: ts.TypeNode, checker: ts.TypeChecker): boolean {
  const seen = new Set<ts.Symbol>();
  let at = node;
  while (ts.isTypeReferenceNode(at)) {
    const symbol = resolvedSymbol(at.typeName, checker);
    if (symbol === undefined) return false;
    if (seen.has(symbol)) return true;
    seen.add(symbol);
    const declaration = symbol.declarations?.find(ts.isTypeAliasDeclaration);
    if (declaration === undefined) return false;
    at = declaration.type;
  }
  return false;
}

function isNamed(node: ts.TypeReferenceNode, ...names: readonly string[]): boolean {
  return ts.isIdentifier(node.typeName) && names.includes(node.typeName.text);
}
