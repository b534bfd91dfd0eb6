/** Labels of a type as data: the value of a literal payload. */
import ts from "typescript";
import { literalValue } from "./payload.ts";

/** Members of the payload that the schema carries; `undefined` if any of it is open. */
export function labelValue(
  payload: ts.Type,
  checker: ts.TypeChecker,
): Readonly<Record<string, unknown>> | undefined {
  const label: Record<string, unknown> = {};
  for (const property of checker.getPropertiesOfType(payload)) {
    const value = literalValue(withoutAbsent(property, checker), checker);
    if (value === undefined) return undefined;
    label[property.name] = value.value;
  }
  return label;
}

function withoutAbsent(property: ts.Symbol, checker: ts.TypeChecker): ts.Type {
  const type = checker.getTypeOfSymbol(property);
  return (property.flags & ts.SymbolFlags.Optional) === 0 ? type : checker.getNonNullableType(type);
}
