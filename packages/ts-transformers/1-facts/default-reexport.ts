/**
 * `import d from "x"` together with `export { d }`. TypeScript copies the value at that moment,
 * which in an import cycle is `undefined`; `export { default as d } from "x"` stays live.
 */
import ts from "typescript";
import type { FactsBuilder } from "./facts-builder.ts";

const ALIAS_STEPS = 64;

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
    if (moved.size === 0) continue;
    // TypeScript leaves a list that was rewritten as it is, exports of types included.
    const types = elements.filter((element) => !isValueExport(facts, element));
    facts.actOnStatement(statement, {
      kind: "export-list",
      without: new Set([...moved, ...types]),
    });
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
  const symbol = facts.checker.getExportSpecifierLocalTargetSymbol(element);
  const clause = symbol?.declarations?.find(ts.isImportClause);
  if (clause === undefined || clause.phaseModifier !== undefined) return undefined;
  return ts.isImportDeclaration(clause.parent) && isValueExport(facts, element)
    ? clause.parent
    : undefined;
}

/** Whether a value is exported: not a type, and reached through no type-only import or export. */
function isValueExport(facts: FactsBuilder, element: ts.ExportSpecifier): boolean {
  const { checker } = facts;
  if (element.isTypeOnly) return false;
  let symbol = checker.getExportSpecifierLocalTargetSymbol(element);
  for (let step = 0; step < ALIAS_STEPS && symbol !== undefined; step++) {
    if ((symbol.flags & ts.SymbolFlags.Alias) === 0) break;
    if (symbol.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) === true) return false;
    symbol = checker.getImmediateAliasedSymbol(symbol);
  }
  return symbol === undefined || checker.isUnknownSymbol(symbol) ||
    (symbol.flags & ts.SymbolFlags.Value & ~ts.SymbolFlags.ConstEnum) !== 0;
}
