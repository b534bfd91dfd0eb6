/** Names that belong to the compiler: emitted code refers to them. */
import ts from "typescript";
import { importableHostExport, RESERVED_PREFIX, WRAPPER_PARAMETERS } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import { diagnostic } from "../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";
import { hasModifier } from "../walk.ts";

const RESERVED: ReadonlySet<string> = new Set(WRAPPER_PARAMETERS);

/**
 * The diagnostic for an identifier that declares, imports or refers to a reserved name. `known` are
 * names that need none: host exports that may be used, and what was reported before.
 */
export function reservedName(
  node: ts.Node,
  known: Set<string>,
): TransformDiagnostic | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const name = node.text;
  if (!name.startsWith(RESERVED_PREFIX) && !RESERVED.has(name)) return undefined;
  if (known.has(name) || isPropertyName(node) || isExportedDeclaration(node)) return undefined;
  known.add(name);
  return diagnostic.moduleReservedName(node, { name });
}

/** Host exports with the reserved prefix that this file imports under their own name. */
export function importedReservedNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const module = (statement.moduleSpecifier as ts.StringLiteral).text;
    for (const { name, propertyName } of bindings.elements) {
      const original = (propertyName ?? name).text;
      const known = importableHostExport(hostTable, module, original) !== undefined;
      if (known && name.text === original) names.add(original);
    }
  }
  return names;
}

/** Positions in which an identifier is a key and names no binding. */
function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isExportSpecifier(parent)) {
    // `export { a }` refers to `a`; any other name in the list is a name of an export.
    const isReference = parent.parent.parent.moduleSpecifier === undefined &&
      (parent.propertyName ?? parent.name) === node;
    return !isReference;
  }
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return true;
  return ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) ||
      ts.isAccessor(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent) ||
      ts.isJsxAttribute(parent) || ts.isJsxNamespacedName(parent)
    ? parent.name === node
    : ts.isMetaProperty(parent);
}

/** A declaration that is exported at once is reported as a bad export name instead. */
function isExportedDeclaration(node: ts.Identifier): boolean {
  if (!node.text.startsWith(RESERVED_PREFIX)) return false;
  const declaration = ts.isVariableDeclaration(node.parent)
    ? node.parent.parent.parent
    : node.parent;
  return (ts.isVariableDeclaration(node.parent) || ts.isFunctionDeclaration(node.parent) ||
    ts.isClassDeclaration(node.parent) || ts.isEnumDeclaration(node.parent)) &&
    node.parent.name === node && hasModifier(declaration, ts.SyntaxKind.ExportKeyword) &&
    !hasModifier(declaration, ts.SyntaxKind.DefaultKeyword);
}
