/** Forms that ask for a module while the program runs. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import type { TransformDiagnostic } from "../render-diagnostic.ts";

/** The diagnostic for `node` if it is such a form. */
export function runtimeImport(node: ts.Node): TransformDiagnostic | undefined {
  if (ts.isCallExpression(node)) {
    const callee = node.expression;
    const asks = callee.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(callee) && callee.text === "require") ||
      (ts.isMetaProperty(callee) && callee.keywordToken === ts.SyntaxKind.ImportKeyword);
    return asks ? diagnostic.moduleDynamicImport(node, { expr: node }) : undefined;
  }
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return diagnostic.moduleDynamicImport(node, { expr: node });
  }
  const isRequire = ts.isImportEqualsDeclaration(node) && !node.isTypeOnly &&
    ts.isExternalModuleReference(node.moduleReference);
  return isRequire ? diagnostic.moduleDynamicImport(node, { expr: node }) : undefined;
}
