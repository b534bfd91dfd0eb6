/** Expressions that need no freezing: primitives, and names and paths of known values. */
import ts from "typescript";
import { GLOBAL_PATH_DEPTH, PRIMITIVE_GLOBALS, READABLE_GLOBALS } from "@commonfabric/contract";
import { bare } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import type { ValueKind } from "./module-bindings.ts";

export function isBuilderCall(module: JudgedModule, node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && isBuilderName(module, node.expression);
}

export function isBuilderName(module: JudgedModule, expression: ts.Expression): boolean {
  return module.hostExport(expression)?.category === "builder";
}

/** A call of `__cf_data` or `schema` by the author. */
export function isDataHelperCall(module: JudgedModule, node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && module.hostExport(node.expression)?.category === "data";
}

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
const NOT_PRIMITIVE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

export function isLogical({ operatorToken }: ts.BinaryExpression): boolean {
  return LOGICAL.has(operatorToken.kind);
}

/** The values that `node` chooses between. */
export function branches(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return ts.isBinaryExpression(node) && isLogical(node) ? [node.left, node.right] : [];
}

export function eitherKind(
  a: ValueKind | undefined,
  b: ValueKind | undefined,
): ValueKind | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? a : "reference";
}

/** What `expression` is when it needs no freezing; `undefined` when it is not of such a form. */
export function knownKind(
  module: JudgedModule,
  expression: ts.Expression,
): ValueKind | undefined {
  const node = bare(expression);
  if (isPrimitiveLiteral(node)) return "primitive";
  if (ts.isIdentifier(node)) return kindOfName(module, node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return kindOfMember(module, node);
  }
  const operands = primitiveOperands(node);
  if (operands !== undefined) {
    return operands.every((operand) => isSimple(knownKind(module, operand)))
      ? "primitive"
      : undefined;
  }
  if (ts.isConditionalExpression(node) && !isSimple(knownKind(module, node.condition))) {
    return undefined;
  }
  const [a, b] = branches(node);
  if (a !== undefined && b !== undefined) {
    return eitherKind(knownKind(module, a), knownKind(module, b));
  }
  return isDataHelperCall(module, node) ? "data" : undefined;
}

function isSimple(kind: ValueKind | undefined): boolean {
  return kind === "primitive" || kind === "reference";
}

function isPrimitiveLiteral(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword]
      .includes(node.kind);
}

/** The operands of an operator whose result is always a primitive. */
export function primitiveOperands(node: ts.Expression): readonly ts.Expression[] | undefined {
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.map(({ expression }) => expression);
  }
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return [node.expression];
  if (ts.isPrefixUnaryExpression(node)) {
    const isUpdate = node.operator === ts.SyntaxKind.PlusPlusToken ||
      node.operator === ts.SyntaxKind.MinusMinusToken;
    return isUpdate ? undefined : [node.operand];
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  if (isLogical(node)) return undefined;
  const { kind } = node.operatorToken;
  const isAssignment = kind >= ts.SyntaxKind.FirstAssignment &&
    kind <= ts.SyntaxKind.LastAssignment;
  return isAssignment || NOT_PRIMITIVE.has(kind) ? undefined : [node.left, node.right];
}

function kindOfName(module: JudgedModule, node: ts.Identifier): ValueKind | undefined {
  if (module.isFree(node)) return PRIMITIVE_GLOBALS.has(node.text) ? "primitive" : undefined;
  const binding = module.bindingOf(node);
  if (binding?.kind !== "import") return module.valueOf(node);
  if (!module.isHost(binding.from)) return "reference";
  const row = module.hostExport(node);
  return row === undefined || row.category === "builder" ? undefined : "reference";
}

function kindOfMember(
  module: JudgedModule,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ValueKind | undefined {
  if (node.questionDotToken !== undefined) return undefined;
  if (ts.isElementAccessExpression(node) && !isStaticKey(node.argumentExpression)) return undefined;
  const base = bare(node.expression);
  if (ts.isIdentifier(base)) {
    const binding = module.bindingOf(base);
    if (binding?.imported === "*" && module.isHost(binding.from)) {
      const row = module.hostExport(node);
      return row === undefined || row.category === "builder" ? undefined : "reference";
    }
  }
  if (isGlobalPath(module, node)) return "reference";
  const kind = knownKind(module, base);
  return kind === "reference" || kind === "data" ? "reference" : undefined;
}

function isStaticKey(key: ts.Expression): boolean {
  return ts.isStringLiteralLike(key) ||
    (ts.isNumericLiteral(key) && /^(?:0|[1-9][0-9]*)$/.test(key.text));
}

function isGlobalPath(module: JudgedModule, path: ts.Expression): boolean {
  let node = path;
  let depth = 0;
  for (; ts.isPropertyAccessExpression(node); depth++) {
    if (node.questionDotToken !== undefined) return false;
    node = node.expression;
  }
  return ts.isIdentifier(node) && depth > 0 && depth <= GLOBAL_PATH_DEPTH &&
    READABLE_GLOBALS.has(node.text) && module.isFree(node);
}
