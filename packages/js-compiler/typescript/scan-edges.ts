/** The edges of a module by its syntax tree: what every lexical scan is measured against. */
import ts from "typescript";
import { listedImport } from "@commonfabric/module-identity";
import { dataBindings, dataSpecifierOf } from "./data-calls.ts";
import { textOf } from "./literals.ts";
import { walkTree } from "./walk.ts";

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

function importOf(node: ts.Node | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined ? undefined : listedImport(text);
}
