/** The edges of a module by its syntax tree: what every lexical scan is measured against. */
import ts from "typescript";
import { listedData, listedImport } from "@commonfabric/module-identity";
import { walkTree } from "./walk.ts";

const DATA_FUNCTION = "dataFile";

/** The specifiers of `file`, each once, in source order; data edges as `data:<specifier>`. */
export function scanEdges(file: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  const javaScript = (file.flags & ts.NodeFlags.JavaScriptFile) !== 0;
  const data = dataBindings(file);
  walkTree(file, (node) => {
    const specifier = specifierOf(node) ?? dataSpecifierOf(node, data);
    if (specifier !== undefined) found.add(specifier);
    if (!javaScript) return;
    for (const documented of ts.getJSDocCommentsAndTags(node)) {
      walkTree(documented, (inner) => {
        const mentioned = specifierOf(inner);
        if (mentioned !== undefined) found.add(mentioned);
      });
    }
  });
  return [...found];
}

/** The specifier that `node` itself imports, whatever is below it. */
function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag(node)) {
    return importOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return importOf(node.argument.literal);
  }
  return undefined;
}

/** The local names of the host's `dataFile`, and of namespaces that hold it. */
function dataBindings(file: ts.SourceFile): { direct: Set<string>; namespaces: Set<string> } {
  const direct = new Set<string>();
  const namespaces = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const specifier = textOf(statement.moduleSpecifier) ?? "";
    if (/^(?:[./]|$)/.test(specifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) namespaces.add(bindings.name.text);
    else {
      for (const element of bindings.elements) {
        if ((element.propertyName ?? element.name).text === DATA_FUNCTION) {
          direct.add(element.name.text);
        }
      }
    }
  }
  return { direct, namespaces };
}

function dataSpecifierOf(
  node: ts.Node,
  { direct, namespaces }: ReturnType<typeof dataBindings>,
): string | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length === 0) return undefined;
  const callee = node.expression;
  const reads = ts.isIdentifier(callee)
    ? direct.has(callee.text)
    : ts.isPropertyAccessExpression(callee) && callee.name.text === DATA_FUNCTION &&
      ts.isIdentifier(callee.expression) && namespaces.has(callee.expression.text);
  const specifier = reads ? textOf(node.arguments[0]) : undefined;
  return specifier === undefined ? undefined : listedData(specifier);
}

function importOf(node: ts.Node | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined ? undefined : listedImport(text);
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
