/** What other modules may read of a module's own exports. */
import ts from "typescript";
import { staticValue } from "@commonfabric/schema-generator";
import type { EnumValue, ExportFacts } from "../types.ts";
import { withoutAssertions } from "../walk.ts";
import { enumMemberName } from "./enums.ts";
import type { FactsBuilder } from "./facts-builder.ts";

/** The own exports of the file by name, re-exports of other modules left out. */
export function collectExports(facts: FactsBuilder): ReadonlyMap<string, ExportFacts> {
  const { checker, file } = facts;
  const module = checker.getSymbolAtLocation(file);
  const found = new Map<string, ExportFacts>();
  if (module === undefined) return found;
  for (const symbol of checker.getExportsOfModule(module)) {
    const declaration = ownDeclaration(facts, symbol);
    const described = declaration === undefined ? undefined : describe(facts, declaration);
    if (described !== undefined) found.set(symbol.name, described);
  }
  return found;
}

/** The declaration in this file that the exported `symbol` stands for. */
function ownDeclaration(facts: FactsBuilder, symbol: ts.Symbol): ts.Declaration | undefined {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0
    ? symbol
    : facts.checker.getAliasedSymbol(symbol);
  const declaration = target.valueDeclaration ?? symbol.declarations?.find(ts.isExportAssignment);
  return declaration?.getSourceFile() === facts.file ? declaration : undefined;
}

function describe(facts: FactsBuilder, declaration: ts.Declaration): ExportFacts | undefined {
  if (ts.isFunctionDeclaration(declaration)) return { kind: "function" };
  if (ts.isEnumDeclaration(declaration)) {
    return { kind: "enum", value: enumValues(facts, declaration) };
  }
  const value = valueOf(declaration);
  if (value === undefined) return { kind: "value" };
  const builder = facts.provenance.builderOf(value);
  if (builder !== undefined) return { kind: "builder", builder: builder.name };
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return { kind: "function" };
  // Defaults of other modules may name it.
  const constant = staticValue(value, facts.checker);
  if (constant !== undefined) return { kind: "data", value: constant.value };
  const isLiteral = ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value);
  return { kind: isLiteral ? "data" : "value" };
}

function valueOf(declaration: ts.Declaration): ts.Expression | undefined {
  const value = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)
    ? declaration.initializer
    : ts.isExportAssignment(declaration)
    ? declaration.expression
    : undefined;
  return value === undefined ? undefined : withoutAssertions(value);
}

function enumValues(
  facts: FactsBuilder,
  declaration: ts.EnumDeclaration,
): Readonly<Record<string, EnumValue>> {
  const symbol = facts.checker.getSymbolAtLocation(declaration.name);
  const declarations = (symbol?.declarations ?? []).filter(ts.isEnumDeclaration);
  const entries = declarations.flatMap((each) =>
    each.members.flatMap((member): [string, EnumValue][] => {
      const value = facts.checker.getConstantValue(member);
      return value === undefined ? [] : [[enumMemberName(member), value]];
    })
  );
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
