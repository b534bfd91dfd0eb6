/** Labels of a type as data: the value of a literal payload, and the name of an authorised function. */
import ts from "typescript";
import type { WrittenAuthority } from "./authorities.ts";
import { literalValue } from "./payload.ts";
import type { StaticValue } from "./static-value.ts";
import { writtenArguments } from "./type-nodes.ts";

const DEPTH = 16;

/** Members of the payload that the schema carries; `undefined` if any of it is open. */
export function labelValue(
  payload: ts.Type,
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): Readonly<Record<string, unknown>> | undefined {
  const label: Record<string, unknown> = {};
  for (const property of checker.getPropertiesOfType(payload)) {
    const value = property.name === "writeAuthorizedBy"
      ? namedFunction(node, checker)
      : memberValue(checker.getTypeOfSymbol(property), checker, 0);
    if (value === undefined) return undefined;
    label[property.name] = value.value;
  }
  return label;
}

/** A literal, or a record of literals whose optional members may be left out. */
function memberValue(type: ts.Type, checker: ts.TypeChecker, depth: number): StaticValue {
  const literal = literalValue(type, checker);
  const isRecord = (type.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(type) &&
    !checker.isTupleType(type);
  if (literal !== undefined || !isRecord || depth > DEPTH) return literal;
  const record: Record<string, unknown> = {};
  for (const property of checker.getPropertiesOfType(type)) {
    const member = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    if ((member.flags & ts.TypeFlags.Never) !== 0) continue;
    const value = memberValue(member, checker, depth + 1);
    if (value === undefined) return undefined;
    record[property.name] = value.value;
  }
  return { value: record };
}

/** The function behind `typeof`: the authored specifier of its module, or `""` for this one. */
function namedFunction(node: ts.TypeNode | undefined, checker: ts.TypeChecker): StaticValue {
  const query = writtenArguments(node, checker).find(ts.isTypeQueryNode);
  const name = query?.exprName;
  const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  const specifier = symbol.declarations?.find(ts.isImportSpecifier);
  const clause = symbol.declarations?.find(ts.isImportClause);
  const declaration = ts.findAncestor(specifier ?? clause, ts.isImportDeclaration);
  const from = query!.getSourceFile().fileName;
  if (declaration === undefined) return written({ specifier: "", symbol: symbol.name, from });
  if (!ts.isStringLiteral(declaration.moduleSpecifier)) return undefined;
  const imported = specifier === undefined
    ? "default"
    : (specifier.propertyName ?? specifier.name).text;
  return written({ specifier: declaration.moduleSpecifier.text, symbol: imported, from });
}

function written(authority: WrittenAuthority): StaticValue {
  return { value: authority };
}
