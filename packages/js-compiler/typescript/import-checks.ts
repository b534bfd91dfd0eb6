/** Refused forms of imports and exports. */
import ts from "typescript";
import type { Diagnostic } from "@commonfabric/contract";
import { atNode } from "./diagnostics.ts";

/** Reports `node` when it is an import or export in a form that modules do not have. */
export function checkImportForm(node: ts.Node, report: (diagnostic: Diagnostic) => void): void {
  if (ts.isExportAssignment(node) && node.isExportEquals) {
    report(atNode(node, "syntax:export-equals", "`export =` is not available. Use named exports."));
    return;
  }
  if (ts.isImportEqualsDeclaration(node)) {
    const external = ts.isExternalModuleReference(node.moduleReference);
    const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (external && !exported && !node.isTypeOnly) return;
    report(atNode(
      node,
      "syntax:export-equals",
      "`import x = ...` and `export import` are not available. Use `import { x } from` or a `const`.",
    ));
    return;
  }
  const attributes = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ||
      ts.isImportTypeNode(node)
    ? node.attributes
    : undefined;
  if (attributes !== undefined) {
    report(atNode(
      attributes,
      "syntax:import-attributes",
      'Imports have no attributes. Read a data file with `dataFile("./name")`.',
    ));
  }
  if (isValueImportOfDeclarations(node)) {
    report(atNode(
      node.moduleSpecifier!,
      "syntax:declaration-value-import",
      "A declaration file has types only and nothing to run. Write `import type` or `export type`.",
    ));
  }
}

function isValueImportOfDeclarations(
  node: ts.Node,
): node is ts.ImportDeclaration | ts.ExportDeclaration {
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return false;
  const specifier = node.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return false;
  if (!/\.d\.m?ts$/.test(specifier.text)) return false;
  if (ts.isExportDeclaration(node)) {
    return !node.isTypeOnly && !hasOnlyTypes(node.exportClause);
  }
  const clause = node.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  return clause.name !== undefined || !hasOnlyTypes(clause.namedBindings);
}

/** Whether a list names something, and types only. TypeScript never drops the other forms. */
function hasOnlyTypes(
  list: ts.NamedImportBindings | ts.NamedExportBindings | undefined,
): boolean {
  if (list === undefined || ts.isNamespaceImport(list) || ts.isNamespaceExport(list)) return false;
  const elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] = list.elements;
  return elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly);
}
