/** A second opinion on edges: TypeScript's own syntax tree. */
import ts from "typescript";

const KINDS = new Map([
  [".ts", ts.ScriptKind.TS],
  [".d.ts", ts.ScriptKind.TS],
  [".tsx", ts.ScriptKind.TSX],
  [".js", ts.ScriptKind.JS],
  [".mjs", ts.ScriptKind.JS],
  [".jsx", ts.ScriptKind.JSX],
]);

/** The list of specifiers of `text`; with "valid-only" `undefined` for text with syntax errors. */
export function treeEdges(
  text: string,
  extension: string,
  mode: "valid-only" | "any" = "any",
): string[] | undefined {
  const file = ts.createSourceFile(
    `/a${extension}`,
    text,
    { languageVersion: ts.ScriptTarget.ES2023, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
    true,
    KINDS.get(extension)!,
  );
  const errors = (file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics;
  if (mode === "valid-only" && errors.length > 0) return undefined;
  const found = new Set<string>();
  const data = { names: new Set<string>(), namespaces: new Set<string>() };
  for (const statement of file.statements) collectData(statement, data);
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag(node)) &&
      node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
    ) found.add(listed(node.moduleSpecifier.text));
    if (
      ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) found.add(listed(node.argument.literal.text));
    if (ts.isCallExpression(node)) {
      const argument = node.arguments[0];
      if (argument !== undefined && ts.isStringLiteralLike(argument) && isDataCall(node, data)) {
        found.add(`data:${argument.text}`);
      }
    }
    if (extension.includes("js")) {
      for (const doc of (node as { jsDoc?: ts.JSDoc[] }).jsDoc ?? []) visit(doc);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

function listed(specifier: string): string {
  return /^(?:data|import):/.test(specifier) ? `import:${specifier}` : specifier;
}

interface DataNames {
  readonly names: Set<string>;
  readonly namespaces: Set<string>;
}

function collectData(statement: ts.Statement, { names, namespaces }: DataNames): void {
  if (!ts.isImportDeclaration(statement)) return;
  if (/^[./]/.test((statement.moduleSpecifier as ts.StringLiteral).text)) return;
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) namespaces.add(bindings.name.text);
  else {
    for (const { name, propertyName } of bindings.elements) {
      if ((propertyName ?? name).text === "dataFile") names.add(name.text);
    }
  }
}

function isDataCall({ expression }: ts.CallExpression, { names, namespaces }: DataNames): boolean {
  if (ts.isIdentifier(expression)) return names.has(expression.text);
  return ts.isPropertyAccessExpression(expression) && expression.name.text === "dataFile" &&
    ts.isIdentifier(expression.expression) && namespaces.has(expression.expression.text);
}
