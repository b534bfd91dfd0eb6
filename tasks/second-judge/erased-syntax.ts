/** Syntax that the compiled module does not have: types, ambient declarations, signatures. */
import ts from "typescript";

/** Whether nothing of `node` is executed. Its names are no references and no bindings. */
export function isErased(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  if (ts.isIndexSignatureDeclaration(node)) return true;
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return true;
  if (isBodyless(node)) return true;
  if (ts.isPropertyDeclaration(node)) return hasModifier(node, ts.SyntaxKind.AbstractKeyword);
  if (ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) {
    return node.isTypeOnly;
  }
  if (ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node)) return node.isTypeOnly;
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  if (ts.isModuleDeclaration(node)) return !holdsValues(node);
  return ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === "this";
}

/** An overload, an abstract method or a signature. */
function isBodyless(node: ts.Node): boolean {
  const isDeclared = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) || ts.isAccessor(node);
  return isDeclared && node.body === undefined;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

/** Whether a namespace has a statement that is executed. */
export function holdsValues(namespace: ts.ModuleDeclaration): boolean {
  const { body } = namespace;
  if (body === undefined || hasModifier(namespace, ts.SyntaxKind.DeclareKeyword)) return false;
  if (ts.isModuleDeclaration(body)) return holdsValues(body);
  if (!ts.isModuleBlock(body)) return true;
  return body.statements.some((statement) =>
    !isErased(statement) && !ts.isEmptyStatement(statement)
  );
}

/** The expression without parentheses and assertions, which have no meaning at run time. */
export function bare(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  ) node = node.expression;
  return node;
}

/** A function written in place. */
export function isFunctionLiteral(
  node: ts.Node,
): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
