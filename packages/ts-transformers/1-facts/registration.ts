/** Sites of module-level builders, and the registration of those that no export reaches. */
import ts from "typescript";
import { hasModifier, withoutAssertions } from "../walk.ts";
import { siteDetails } from "./builder-sites.ts";
import type { FactsBuilder } from "./facts-builder.ts";

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
      hasModifier(statement, ts.SyntaxKind.ExportKeyword)
    ) {
      for (const { name } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name)) add(checker.getSymbolAtLocation(name), name.text);
      }
    }
  }
  return names;
}
