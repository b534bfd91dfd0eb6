/**
 * Module-level expressions that the verifier accepts as they are written: primitives computed from
 * primitives, and references and paths to known immutable values.
 */
import ts from "typescript";
import { hostTable } from "@commonfabric/api";
import { GLOBAL_PATH_DEPTH, PRIMITIVE_GLOBALS, READABLE_GLOBALS } from "@commonfabric/contract";
import { withoutAssertions } from "../walk.ts";
import type { FactsBuilder, ValueClass } from "./facts-builder.ts";
import { isGlobal } from "./not-data.ts";
import { importSpecifier, isHostNamespace } from "./provenance.ts";

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Operators whose result is a primitive: all but assignments, comma, `in` and `instanceof`. */
function isPrimitiveOperator(kind: ts.SyntaxKind): boolean {
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return false;
  return kind !== ts.SyntaxKind.CommaToken && kind !== ts.SyntaxKind.InKeyword &&
    kind !== ts.SyntaxKind.InstanceOfKeyword;
}

export function isLogicalOperator(kind: ts.SyntaxKind): boolean {
  return LOGICAL.has(kind);
}

const isPrimOrRef = (known: ValueClass | undefined) => known === "prim" || known === "ref";

/** The class of `expression`, or `undefined` when it is not of these forms. */
export function knownValue(facts: FactsBuilder, expression: ts.Expression): ValueClass | undefined {
  const node = withoutAssertions(expression);
  if (ts.isIdentifier(node)) return knownName(facts, node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return knownPath(facts, node);
  }
  if (isPrimitiveLiteral(node)) return "prim";
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((span) => knownValue(facts, span.expression));
    return parts.every(isPrimOrRef) ? "prim" : undefined;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const isUpdate = node.operator === ts.SyntaxKind.PlusPlusToken ||
      node.operator === ts.SyntaxKind.MinusMinusToken;
    return !isUpdate && isPrimOrRef(knownValue(facts, node.operand)) ? "prim" : undefined;
  }
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) {
    return isPrimOrRef(knownValue(facts, node.expression)) ? "prim" : undefined;
  }
  if (ts.isBinaryExpression(node)) return knownBinary(facts, node);
  if (ts.isConditionalExpression(node)) {
    return isPrimOrRef(knownValue(facts, node.condition))
      ? eitherClass(knownValue(facts, node.whenTrue), knownValue(facts, node.whenFalse))
      : undefined;
  }
  return isDataHelperCall(facts, node) ? "data" : undefined;
}

function isPrimitiveLiteral(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword;
}

/** A left-deep chain is followed by a loop: chains of thousands of operands are ordinary. */
function knownBinary(facts: FactsBuilder, node: ts.BinaryExpression): ValueClass | undefined {
  const operators: ts.SyntaxKind[] = [];
  const right: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left)) {
    operators.push(left.operatorToken.kind);
    right.push(left.right);
    left = withoutAssertions(left.left);
  }
  let known = knownValue(facts, left);
  for (let i = operators.length - 1; i >= 0; i--) {
    const operand = knownValue(facts, right[i]!);
    if (isLogicalOperator(operators[i]!)) known = eitherClass(known, operand);
    else if (!isPrimitiveOperator(operators[i]!)) return undefined;
    else known = isPrimOrRef(known) && isPrimOrRef(operand) ? "prim" : undefined;
    if (known === undefined) return undefined;
  }
  return known;
}

/** The class of a choice between two values. */
export function eitherClass(
  a: ValueClass | undefined,
  b: ValueClass | undefined,
): ValueClass | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? a : "ref";
}

function knownName(facts: FactsBuilder, node: ts.Identifier): ValueClass | undefined {
  const symbol = facts.provenance.local(node);
  if (symbol === undefined) return undefined;
  const own = facts.classes.get(symbol);
  if (own !== undefined) return own;
  if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) return importedName(facts, symbol, node);
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || isGlobal(symbol)) {
    return PRIMITIVE_GLOBALS.has(node.text) ? "prim" : undefined;
  }
  if (declaration.parent !== facts.file) return undefined;
  return ts.isFunctionDeclaration(declaration) ? "func" : undefined;
}

/** An import: anything of a local module; of a host, a value that is no builder. */
function importedName(
  facts: FactsBuilder,
  symbol: ts.Symbol,
  node: ts.Identifier,
): ValueClass | undefined {
  const specifier = importSpecifier(symbol);
  if (specifier === undefined) return undefined;
  if (!hostTable.modules.has(specifier)) return "ref";
  const spec = facts.provenance.hostValue(node);
  return spec !== undefined && spec.category !== "builder" ? "ref" : undefined;
}

function knownPath(
  facts: FactsBuilder,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ValueClass | undefined {
  if (node.questionDotToken !== undefined) return undefined;
  if (ts.isElementAccessExpression(node) && !isStaticKey(node.argumentExpression)) return undefined;
  const base = withoutAssertions(node.expression);
  if (ts.isIdentifier(base) && isHostNamespace(facts.checker.getSymbolAtLocation(base))) {
    const spec = facts.provenance.hostValue(node);
    return spec !== undefined && spec.category !== "builder" ? "ref" : undefined;
  }
  if (isReadableGlobalPath(facts, node)) return "ref";
  const known = knownValue(facts, base);
  return known === "ref" || known === "data" ? "ref" : undefined;
}

function isStaticKey(key: ts.Expression): boolean {
  return ts.isStringLiteralLike(key) ||
    (ts.isNumericLiteral(key) && /^(?:0|[1-9][0-9]*)$/.test(key.text));
}

function isReadableGlobalPath(facts: FactsBuilder, node: ts.Expression): boolean {
  let at = node;
  let depth = 0;
  while (ts.isPropertyAccessExpression(at) && at.questionDotToken === undefined) {
    at = at.expression;
    depth++;
  }
  if (!ts.isIdentifier(at) || depth === 0 || depth > GLOBAL_PATH_DEPTH) return false;
  const symbol = facts.checker.getSymbolAtLocation(at);
  return READABLE_GLOBALS.has(at.text) && symbol !== undefined && isGlobal(symbol);
}

/** A call of `__cf_data` or `schema`, which the author wrote. */
export function isDataHelperCall(facts: FactsBuilder, node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) &&
    facts.provenance.hostValue(node.expression)?.category === "data";
}
