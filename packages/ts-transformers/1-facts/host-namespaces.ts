/** Exports of the whole namespace of a host module, which is never a value of a module. */
import ts from "typescript";
import { hostTable } from "@commonfabric/api";
import { diagnostic } from "../diagnostics.generated.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { notData } from "./not-data.ts";
import { isHostNamespace } from "./provenance.ts";

/** Reports `export * from "commonfabric"`, its `as` form, and a namespace import in a list. */
export function checkNamespaceExports(facts: FactsBuilder, statement: ts.Statement): void {
  if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return;
  const { exportClause, moduleSpecifier } = statement;
  const isHost = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) &&
    hostTable.modules.has(moduleSpecifier.text);
  if (isHost && (exportClause === undefined || ts.isNamespaceExport(exportClause))) {
    return report(facts, statement, statement.getText(facts.file));
  }
  if (moduleSpecifier !== undefined || exportClause === undefined) return;
  if (!ts.isNamedExports(exportClause)) return;
  for (const element of exportClause.elements) {
    const symbol = facts.checker.getExportSpecifierLocalTargetSymbol(element);
    if (isHostNamespace(symbol)) report(facts, element, element.name.text);
  }
}

function report(facts: FactsBuilder, node: ts.Node, name: string): void {
  facts.report(diagnostic.moduleUnsupportedInitializer(node, {
    name,
    type: "the namespace of a host module",
    alternative: notData("namespace").alternative,
  }));
}
