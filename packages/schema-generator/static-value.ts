/** Values that are known from what is written: literals, constants of literals, spreads of those. */
import ts from "typescript";

/** The value of an expression; `undefined` when it is not known statically. */
export type StaticValue = { readonly value: unknown } | undefined;

const DEPTH = 64;

/** Evaluates `expression` without running anything: no call, no reactive name. */
export function staticValue(
  expression: ts.Expression,
  checker: ts.TypeChecker,
  depth = 0,
): StaticValue {
  if (depth > DEPTH) return undefined;
  const node = withoutAssertions(expression);
  const inner = (e: ts.Expression) => staticValue(e, checker, depth + 1);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isPrefixUnaryExpression(node)) return signed(node, inner(node.operand));
  if (ts.isArrayLiteralExpression(node)) return listValue(node, inner);
  if (ts.isObjectLiteralExpression(node)) return recordValue(node, checker, inner);
  if (ts.isIdentifier(node)) {
    return constantValue(checker.getSymbolAtLocation(node), checker, inner);
  }
  if (ts.isPropertyAccessExpression(node)) return memberValue(node, checker, inner);
  return undefined;
}

/** The value of the constant that `symbol` is. */
export function constantValue(
  symbol: ts.Symbol | undefined,
  checker: ts.TypeChecker,
  evaluate: (e: ts.Expression) => StaticValue = (e) => staticValue(e, checker),
): StaticValue {
  if (symbol === undefined) return undefined;
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0
    ? symbol
    : checker.getAliasedSymbol(symbol);
  const declaration = target.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return value === undefined ? undefined : { value };
  }
  return ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) &&
      (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 &&
      declaration.initializer !== undefined
    ? evaluate(declaration.initializer)
    : undefined;
}

function signed(node: ts.PrefixUnaryExpression, operand: StaticValue): StaticValue {
  if (typeof operand?.value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return { value: -operand.value };
  return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
}

function listValue(
  node: ts.ArrayLiteralExpression,
  evaluate: (e: ts.Expression) => StaticValue,
): StaticValue {
  const list: unknown[] = [];
  for (const element of node.elements) {
    const spread = ts.isSpreadElement(element);
    const found = evaluate(spread ? element.expression : element);
    if (found === undefined || (spread && !Array.isArray(found.value))) return undefined;
    if (spread) list.push(...found.value as unknown[]);
    else list.push(found.value);
  }
  return { value: list };
}

function recordValue(
  node: ts.ObjectLiteralExpression,
  checker: ts.TypeChecker,
  evaluate: (e: ts.Expression) => StaticValue,
): StaticValue {
  const record = new Map<string, unknown>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const found = evaluate(property.expression);
      if (found === undefined || !isRecord(found.value)) return undefined;
      for (const [key, value] of Object.entries(found.value)) record.set(key, value);
      continue;
    }
    const key = property.name === undefined ? undefined : staticKey(property.name, evaluate);
    const found = ts.isPropertyAssignment(property)
      ? evaluate(property.initializer)
      : ts.isShorthandPropertyAssignment(property)
      ? constantValue(checker.getShorthandAssignmentValueSymbol(property), checker, evaluate)
      : undefined;
    if (key === undefined || found === undefined) return undefined;
    record.set(key, found.value);
  }
  return { value: Object.fromEntries(record) };
}

function staticKey(
  name: ts.PropertyName,
  evaluate: (e: ts.Expression) => StaticValue,
): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) {
    return name.text;
  }
  const value = ts.isComputedPropertyName(name) ? evaluate(name.expression)?.value : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A member of an enum or of a constant record. */
function memberValue(
  node: ts.PropertyAccessExpression,
  checker: ts.TypeChecker,
  evaluate: (e: ts.Expression) => StaticValue,
): StaticValue {
  const declaration = checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  if (declaration !== undefined && ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return value === undefined ? undefined : { value };
  }
  const owner = evaluate(node.expression)?.value;
  return isRecord(owner) && Object.hasOwn(owner, node.name.text)
    ? { value: owner[node.name.text] }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parentheses and assertions mean nothing at run time. */
function withoutAssertions(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) || ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) inner = inner.expression;
  return inner;
}
