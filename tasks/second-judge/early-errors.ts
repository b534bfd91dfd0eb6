/**
 * What the language refuses before it runs a strict-mode module, and TypeScript's parser does not:
 * reserved words as names, names declared twice, and type syntax in a script.
 */
import ts from "typescript";
import { isErased } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import { boundNames } from "./scope.ts";

const RESERVED_WORDS: ReadonlySet<string> = new Set([
  "implements",
  "interface",
  "let",
  "package",
  "private",
  "protected",
  "public",
  "static",
  "yield",
  "await",
]);
const UNBINDABLE: ReadonlySet<string> = new Set(["arguments", "eval"]);

export function judgeEarlyErrors(module: JudgedModule): void {
  const { findings, names, bindings, path } = module;
  const used = names.uses.map(({ node }) => node);
  const declared = [
    ...names.innerDeclarations,
    ...[...bindings.byName.values()].map(({ name }) => name),
  ];
  for (const name of [...used, ...declared]) {
    if (RESERVED_WORDS.has(name.text)) findings.refuse("syntax", name);
  }
  for (const name of declared) if (UNBINDABLE.has(name.text)) findings.refuse("syntax", name);
  for (const target of names.unbindable) findings.refuse("syntax", target);
  const isScript = /\.[cm]?jsx?$/.test(path);
  const visit = (node: ts.Node): void => {
    if (isScript && isTypeSyntax(node)) return findings.refuse("syntax", node);
    if (isErased(node)) return;
    if (ts.isYieldExpression(node) && !isInGenerator(node)) findings.refuse("syntax", node);
    if (ts.isFunctionLike(node)) judgeParameters(module, node);
    if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) {
      judgeBlock(module, node.statements);
    } else if (ts.isCaseBlock(node)) {
      judgeBlock(module, node.clauses.flatMap(({ statements }) => [...statements]));
    }
    ts.forEachChild(node, visit);
  };
  visit(module.file);
}

function isInGenerator(node: ts.YieldExpression): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  return around !== undefined && "asteriskToken" in around && around.asteriskToken !== undefined;
}

function judgeParameters(module: JudgedModule, node: ts.SignatureDeclaration): void {
  const parameters = node.parameters.filter((parameter) => !isErased(parameter));
  refuseRepeated(module, parameters.flatMap(({ name }) => boundNames(name as ts.BindingName)));
}

/** `let`, `const` and classes of one block; functions may repeat at the top of a function only. */
function judgeBlock(module: JudgedModule, statements: readonly ts.Statement[]): void {
  const names = statements.filter((statement) => !isErased(statement)).flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const { flags, declarations } = statement.declarationList;
      return (flags & ts.NodeFlags.BlockScoped) === 0
        ? []
        : declarations.flatMap(({ name }) => boundNames(name));
    }
    return ts.isClassDeclaration(statement) && statement.name !== undefined ? [statement.name] : [];
  });
  refuseRepeated(module, names);
}

function refuseRepeated(module: JudgedModule, names: readonly ts.Identifier[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.text)) module.findings.refuse("syntax", name);
    seen.add(name.text);
  }
}

/** Syntax that a file without types does not have. */
function isTypeSyntax(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return node.typeArguments !== undefined;
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  if (ts.isExportAssignment(node)) return node.isExportEquals === true;
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) ||
    ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) || ts.isTypeParameterDeclaration(node) ||
    node.kind === ts.SyntaxKind.DeclareKeyword || node.kind === ts.SyntaxKind.AbstractKeyword ||
    (ts.isParameter(node) && node.questionToken !== undefined) ||
    ((ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isExportSpecifier(node) ||
      ts.isExportDeclaration(node)) && node.isTypeOnly);
}
