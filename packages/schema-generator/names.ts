/** Which types get a definition of their own, and under which name. */
import ts from "typescript";
import type { HostTypes } from "./host-types.ts";
import type { Shapes } from "./shape.ts";

const ENUM = ts.SymbolFlags.RegularEnum | ts.SymbolFlags.ConstEnum;
const DECLARED = ts.SymbolFlags.Interface | ts.SymbolFlags.Class;
const STRUCTURED = ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Union;

/** The symbol whose name a definition of `type` gets, or `undefined` for types that stay inline. */
export function definitionSymbol(
  type: ts.Type,
  checker: ts.TypeChecker,
  host: HostTypes,
  shapes: Shapes,
): ts.Symbol | undefined {
  if ((type.flags & STRUCTURED) === 0 || checker.isArrayType(type) || checker.isTupleType(type)) {
    return undefined;
  }
  if (host.isMarked(type) || shapes.isFunction(type)) return undefined;
  if (type.isUnion() && type.types.some((member) => host.isMarked(member))) return undefined;
  const symbol = symbolOf(type, checker);
  return symbol === undefined || host.libraryName(symbol) !== undefined ? undefined : symbol;
}

function symbolOf(type: ts.Type, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (type.aliasSymbol !== undefined) {
    return (type.aliasTypeArguments?.length ?? 0) === 0 ? type.aliasSymbol : undefined;
  }
  const symbol = type.symbol as ts.Symbol | undefined;
  if (symbol === undefined) return undefined;
  if (type.isUnion()) return (symbol.flags & ENUM) !== 0 ? symbol : undefined;
  if ((symbol.flags & DECLARED) === 0 || isGeneric(type, checker)) return undefined;
  return type === checker.getDeclaredTypeOfSymbol(symbol) ? symbol : undefined;
}

function isGeneric(type: ts.Type, checker: ts.TypeChecker): boolean {
  const flags = (type as ts.ObjectType).objectFlags ?? 0;
  if ((flags & ts.ObjectFlags.Reference) === 0) return false;
  const { target } = type as ts.TypeReference;
  return (target.typeParameters?.length ?? 0) > 0 && checker !== undefined;
}

/** The symbol whose comments document `type`. */
export function documentedSymbol(type: ts.Type): ts.Symbol | undefined {
  if (type.aliasSymbol !== undefined) return type.aliasSymbol;
  const symbol = type.symbol as ts.Symbol | undefined;
  return symbol !== undefined && (symbol.flags & (DECLARED | ENUM)) !== 0 ? symbol : undefined;
}
