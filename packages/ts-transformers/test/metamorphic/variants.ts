/** Variants of a program that must not change what it means to the transformer. */
import ts from "typescript";
import { createProgram } from "../compile.ts";

interface Edit {
  readonly at: number;
  readonly text: string;
  /** Of edits at one place: closing ones first, inner ones before outer ones. */
  readonly order: number;
}

/** Every expression that may stand in parentheses does. */
export function parenthesised(text: string): string {
  const file = parse(text);
  const edits: Edit[] = [];
  visitExpressions(file, (node, depth) => {
    if (!mayStandInParentheses(node)) return;
    edits.push({ at: node.getStart(file), text: "(", order: 1000 + depth });
    edits.push({ at: node.getEnd(), text: ")", order: 500 - depth });
  });
  return edited(text, edits);
}

const ASSERTIONS = [
  (type: string) => ` as ${type}`,
  (type: string) => ` satisfies ${type}`,
  () => "!",
];

/** Mentions of primitive values carry an assertion that says what the checker knows anyway. */
export function asserted(text: string): string {
  const program = createProgram({ "/main.tsx": text });
  const file = program.getSourceFile("/main.tsx")!;
  const checker = program.getTypeChecker();
  const edits: Edit[] = [];
  visitExpressions(file, (node, depth) => {
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return;
    if (!mayStandInParentheses(node) || isPartOfPath(node) || isTested(node)) return;
    const type = checker.typeToString(checker.getTypeAtLocation(node));
    if (!["string", "number", "boolean"].includes(type)) return;
    const assertion = ASSERTIONS[edits.length / 2 % ASSERTIONS.length]!(type);
    edits.push({ at: node.getStart(file), text: "(", order: 1000 + depth });
    edits.push({ at: node.getEnd(), text: `${assertion})`, order: 500 - depth });
  });
  return edited(text, edits);
}

/** An assertion at a condition takes what the checker knows of the branches away. */
function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  return ts.isConditionalExpression(parent) && parent.condition === node ||
    ts.isBinaryExpression(parent) && parent.left === node || ts.isIfStatement(parent) ||
    ts.isPrefixUnaryExpression(parent);
}

/** A body without the parentheses that its meaning does not need. */
export function withoutParentheses(body: string): string {
  const file = ts.createSourceFile("/body.js", body, ts.ScriptTarget.ES2023, true);
  const strip: ts.TransformerFactory<ts.SourceFile> = (context) => (source) => {
    const visit = (node: ts.Node): ts.Node => {
      const inner = ts.isParenthesizedExpression(node)
        ? visit(node.expression)
        : isImportedCallee(node)
        ? visit(node.right)
        : node;
      return inner === node ? ts.visitEachChild(node, visit, context) : inner;
    };
    return ts.visitEachChild(source, visit, context);
  };
  const [stripped] = ts.transform(file, [strip]).transformed;
  return ts.createPrinter({ removeComments: true }).printFile(stripped!);
}

/** `(0, imported.name)`, which TypeScript writes for a bare callee only. */
function isImportedCallee(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && ts.isNumericLiteral(node.left) &&
    node.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

/** The name with the identifier `from` written as `to` everywhere. */
export function renamed(text: string, from: string, to: string): string {
  return text.replace(new RegExp(`\\b${from}\\b`, "g"), to);
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile(
    "/main.tsx",
    text,
    { languageVersion: ts.ScriptTarget.ES2023 },
    true,
    ts.ScriptKind.TSX,
  );
}

function visitExpressions(
  file: ts.SourceFile,
  found: (node: ts.Expression, depth: number) => void,
): void {
  const visit = (node: ts.Node, depth: number): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (isExpression(node)) found(node, depth);
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(file, 0);
}

function isExpression(node: ts.Node): node is ts.Expression {
  return ts.isExpression(node) && node.parent !== undefined && isInExpressionPosition(node);
}

/** Names of members, bindings, tags and attributes look like expressions and are none. */
function isInExpressionPosition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIdentifier(node)) {
    if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
    if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
    if (ts.isEnumDeclaration(parent)) return false;
    if (ts.isEnumMember(parent)) return parent.initializer === node;
    if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) {
      return parent.initializer === node;
    }
    if (ts.isBindingElement(parent)) return parent.initializer === node;
    if (ts.isFunctionLike(parent)) return ts.isArrowFunction(parent) && parent.body === node;
    if (ts.isShorthandPropertyAssignment(parent) || isJsxName(parent)) return false;
    return !ts.isExportSpecifier(parent) && !ts.isLabeledStatement(parent);
  }
  if (ts.isStringLiteral(node) && ts.isJsxAttribute(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !isJsxName(parent) && !ts.isJsxText(node) && !ts.isJsxExpression(node) &&
    !ts.isJsxAttributes(node) && !ts.isJsxOpeningElement(node) &&
    !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node) &&
    !(ts.isJsxElement(parent) || ts.isJsxFragment(parent));
}

function isJsxName(parent: ts.Node): boolean {
  return ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) ||
    ts.isJsxSelfClosingElement(parent) || ts.isJsxAttribute(parent) ||
    ts.isJsxOpeningFragment(parent) || ts.isJsxClosingFragment(parent);
}

function mayStandInParentheses(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isOmittedExpression(node) || ts.isSpreadElement(node)) return false;
  if (ts.isParenthesizedExpression(parent) || ts.isParenthesizedExpression(node)) return false;
  // The part of an optional chain before its end: parentheses would end the chain there.
  if (isChain(node) && (isChain(parent) || ts.isNonNullExpression(parent))) return false;
  if (
    ts.isExpressionStatement(parent) || ts.isNewExpression(parent) && parent.expression === node
  ) {
    return false;
  }
  if (ts.isTaggedTemplateExpression(parent)) return false;
  if (node.kind === ts.SyntaxKind.SuperKeyword || ts.isExpressionWithTypeArguments(node)) {
    return false;
  }
  return !isWrittenTo(node);
}

function isChain(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function isWrittenTo(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return ts.isBinaryExpression(parent) && parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

/** An assertion in the middle of a path would be about the part, not about the value. */
function isPartOfPath(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) ||
    ts.isCallExpression(parent)) && parent.expression === node;
}

function edited(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => a.at - b.at || a.order - b.order);
  let result = "";
  let from = 0;
  for (const { at, text: inserted } of sorted) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
}
