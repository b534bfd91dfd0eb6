/**
 * `import d from "x"` together with `export { d }`. TypeScript copies the value at that moment,
 * which in an import cycle is `undefined`; `export { default as d } from "x"` stays live.
 */
import ts from "typescript";
import type { FactsBuilder } from "./facts-builder.ts";

/** Plans the imports and export lists of the file that take part. */
export function planDefaultReexports(facts: FactsBuilder): void {
  const exportedAs = new Map<ts.ImportDeclaration, string[]>();
  for (const statement of facts.file.statements) {
    const elements = localExportElements(statement);
    const moved = new Set<ts.ExportSpecifier>();
    for (const element of elements) {
      const declaration = importedDefault(facts, element);
      if (declaration === undefined) continue;
      moved.add(element);
      exportedAs.set(declaration, [...exportedAs.get(declaration) ?? [], element.name.text]);
    }
    if (moved.size > 0) {
      facts.actOnStatement(statement, { kind: "export-list", without: moved });
    }
  }
  for (const [declaration, names] of exportedAs) {
    facts.actOnStatement(declaration, { kind: "default-import", exportedAs: names });
  }
}

function localExportElements(statement: ts.Statement): readonly ts.ExportSpecifier[] {
  if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return [];
  const { exportClause, moduleSpecifier } = statement;
  return moduleSpecifier === undefined && exportClause !== undefined &&
      ts.isNamedExports(exportClause)
    ? exportClause.elements
    : [];
}

/** The import whose default value `element` exports, if it is a value. */
function importedDefault(
  facts: FactsBuilder,
  element: ts.ExportSpecifier,
): ts.ImportDeclaration | undefined {
  if (element.isTypeOnly) return undefined;
  const symbol = facts.checker.getExportSpecifierLocalTargetSymbol(element);
  const clause = symbol?.declarations?.find(ts.isImportClause);
  if (symbol === undefined || clause === undefined || clause.phaseModifier !== undefined) {
    return undefined;
  }
  const target = facts.checker.getAliasedSymbol(symbol);
  const isValue = facts.checker.isUnknownSymbol(target) ||
    (target.flags & ts.SymbolFlags.Value) !== 0;
  return isValue && ts.isImportDeclaration(clause.parent) ? clause.parent : undefined;
}
