/** What a module exports of its own: sites, registrations, and what other modules may read. */
import ts from "typescript";
import type { EnumValue, ExportFacts } from "../types.ts";
import { withoutAssertions } from "../walk.ts";
import { siteDetails } from "./builder-placement.ts";
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
  const constant = constantOf(value);
  if (constant !== undefined) return { kind: "data", value: constant };
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

function constantOf(value: ts.Expression): string | number | boolean | null | undefined {
  if (ts.isStringLiteralLike(value)) return value.text;
  if (ts.isNumericLiteral(value)) return Number(value.text);
  switch (value.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return undefined;
  }
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

/**
 * Sites of the module's own builders, and the registration of those that no export makes
 * reachable. Called once, after the walk, so that hoists come first.
 */
export function registerBuilders(facts: FactsBuilder): void {
  const exported = exportedNames(facts);
  for (const statement of facts.file.statements) {
    if (ts.isExportAssignment(statement)) {
      const call = withoutAssertions(statement.expression);
      if (isBuilder(facts, call)) {
        facts.addSite("default", call, siteDetails(facts, call, undefined));
      }
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || initializer === undefined) continue;
      const symbol = facts.checker.getSymbolAtLocation(name);
      if (symbol === undefined || facts.classes.get(symbol) !== "builder") continue;
      const call = withoutAssertions(initializer);
      // An alias adds no name: its builder has one already.
      if (ts.isIdentifier(call)) continue;
      const names = exported.get(symbol) ?? [];
      if (names.length === 0) facts.registered.push(name.text);
      if (!isBuilder(facts, call)) continue;
      for (const key of names.length === 0 ? [name.text] : names) {
        facts.addSite(key, call, siteDetails(facts, call, name.text));
      }
    }
  }
}

function isBuilder(facts: FactsBuilder, node: ts.Expression): node is ts.CallExpression {
  return facts.provenance.builderOf(node) !== undefined;
}

/** Export names by local symbol. `export default name` counts as the name `default`. */
function exportedNames(facts: FactsBuilder): ReadonlyMap<ts.Symbol, readonly string[]> {
  const { checker, file } = facts;
  const names = new Map<ts.Symbol, string[]>();
  const add = (symbol: ts.Symbol | undefined, name: string) => {
    if (symbol !== undefined) names.set(symbol, [...names.get(symbol) ?? [], name]);
  };
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) {
      const value = withoutAssertions(statement.expression);
      if (ts.isIdentifier(value)) add(checker.getSymbolAtLocation(value), "default");
    } else if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (moduleSpecifier !== undefined || exportClause === undefined) continue;
      if (!ts.isNamedExports(exportClause)) continue;
      for (const element of exportClause.elements) {
        add(checker.getExportSpecifierLocalTargetSymbol(element), element.name.text);
      }
    } else if (
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) === true
    ) {
      for (const { name } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name)) add(checker.getSymbolAtLocation(name), name.text);
      }
    }
  }
  return names;
}
