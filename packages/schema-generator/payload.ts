/** Default values: from the payload type of a default mark, or from the constant that a type names. */
import ts from "typescript";
import { utf8Length } from "@commonfabric/canonical";
import type { HostTypes } from "./host-types.ts";
import { SCHEMA_LIMITS } from "./limits.ts";
import { constantValue, type StaticValue, staticValue } from "./static-value.ts";

/** A value, or why there is none. */
export type DefaultValue = { readonly value: unknown } | { readonly reason: string };

const DEPTH = 64;

/** The value of a default whose mark carries `payload`, written at `node` if that is known. */
export function defaultValue(
  payload: ts.Type,
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
  host: HostTypes,
): DefaultValue {
  if ((payload.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) {
    return { reason: "`undefined` is not a JSON value" };
  }
  const named = node && namedConstant(node, checker, host);
  const found = literalValue(payload, checker, 0) ??
    (named === undefined ? declaredLiteral(payload, checker) : constantValue(named, checker));
  if (found === undefined) {
    return {
      reason: named === undefined
        ? `\`${checker.typeToString(payload)}\` is not a literal type`
        : `the value of \`${named.name}\` is not known before the program runs`,
    };
  }
  const problem = jsonProblem(found.value);
  return problem === undefined ? found : { reason: problem };
}

/** Why `value` cannot be stored as a default, or `undefined`. */
export function jsonProblem(value: unknown): string | undefined {
  if (!isJson(value, 0)) return "it is not a JSON value";
  return utf8Length(JSON.stringify(value)) > SCHEMA_LIMITS.defaultBytes
    ? `it is larger than ${SCHEMA_LIMITS.defaultBytes / 1024} KiB`
    : undefined;
}

function isJson(value: unknown, depth: number): boolean {
  if (depth > DEPTH) return false;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value !== "object") return false;
  return Object.values(value).every((member) => isJson(member, depth + 1));
}

/** The one value that `type` admits. */
export function literalValue(type: ts.Type, checker: ts.TypeChecker, depth = 0): StaticValue {
  if (depth > DEPTH) return undefined;
  if (type.isStringLiteral() || type.isNumberLiteral()) return { value: type.value };
  if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) {
    return { value: checker.typeToString(type) === "true" };
  }
  if ((type.flags & ts.TypeFlags.Null) !== 0) return { value: null };
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return undefined;
  if (checker.isTupleType(type)) return tupleValue(type as ts.TypeReference, checker, depth);
  if (checker.isArrayType(type)) {
    const element = checker.getTypeArguments(type as ts.TypeReference)[0];
    const isEmpty = element !== undefined && (element.flags & ts.TypeFlags.Never) !== 0;
    return isEmpty ? { value: [] } : undefined;
  }
  return recordValue(type, checker, depth);
}

function tupleValue(type: ts.TypeReference, checker: ts.TypeChecker, depth: number): StaticValue {
  const target = type.target as ts.TupleType;
  if (target.elementFlags.some((flags) => flags !== ts.ElementFlags.Required)) return undefined;
  const values = checker.getTypeArguments(type).map((t) => literalValue(t, checker, depth + 1));
  return values.includes(undefined) ? undefined : { value: values.map((v) => v?.value) };
}

function recordValue(type: ts.Type, checker: ts.TypeChecker, depth: number): StaticValue {
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    return undefined;
  }
  const isOpen = checker.getIndexInfosOfType(type).some(({ type: value }) =>
    (value.flags & ts.TypeFlags.Never) === 0
  );
  if (isOpen) return undefined;
  const entries: [string, unknown][] = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const member = literalValue(checker.getTypeOfSymbol(property), checker, depth + 1);
    if (member === undefined) return undefined;
    entries.push([property.name, member.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** `typeof CONST` of a record keeps its object literal as the declaration of its type. */
function declaredLiteral(type: ts.Type, checker: ts.TypeChecker): StaticValue {
  const declaration = type.symbol?.valueDeclaration;
  return declaration !== undefined && ts.isObjectLiteralExpression(declaration)
    ? staticValue(declaration, checker)
    : undefined;
}

/** The constant of `typeof CONST` in the default that `node` writes. */
function namedConstant(
  node: ts.TypeNode,
  checker: ts.TypeChecker,
  host: HostTypes,
  depth = 0,
): ts.Symbol | undefined {
  if (depth > DEPTH) return undefined;
  const inner = (n: ts.TypeNode | undefined) => n && namedConstant(n, checker, host, depth + 1);
  if (ts.isParenthesizedTypeNode(node)) return inner(node.type);
  if (ts.isUnionTypeNode(node)) {
    return node.types.map(inner).find((symbol) => symbol !== undefined);
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const symbol = resolvedSymbol(node.typeName, checker);
  const name = host.hostName(symbol);
  if (name === "Default" || name === "DeepDefault") {
    const value = node.typeArguments?.at(-1);
    return value !== undefined && ts.isTypeQueryNode(value)
      ? resolvedSymbol(value.exprName, checker)
      : undefined;
  }
  if (name !== undefined) return inner(node.typeArguments?.[0]);
  const declaration = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  return inner(declaration?.type);
}

export function resolvedSymbol(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
    ? checker.getAliasedSymbol(symbol)
    : symbol;
}
