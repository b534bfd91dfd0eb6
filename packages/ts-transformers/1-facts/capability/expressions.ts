/** What an expression may be, with the facts of everything that its evaluation uses. */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { assign, spread, writeMember } from "./bindings.ts";
import { evaluateCall, evaluateNew, evaluateTagged } from "./calls.ts";
import { hasBody, keptFunction } from "./callee.ts";
import { createClosure } from "./closures.ts";
import { iterated } from "./iteration.ts";
import { evaluateJsx } from "./jsx.ts";
import { propertyKey, staticKey } from "./keys.ts";
import { runClass } from "./statements.ts";
import type { Unit } from "./unit.ts";
import { testExpression, testValue, useExpression } from "./uses.ts";
import { join, member, nest, NOTHING, unknownMember, type Value, whole } from "./value.ts";

export function evaluateExpression(unit: Unit, expression: ts.Expression): Value {
  const node = withoutAssertions(expression);
  if (ts.isIdentifier(node)) return evaluateName(unit, node);
  if (ts.isPropertyAccessExpression(node)) return evaluateProperty(unit, node);
  if (ts.isElementAccessExpression(node)) return evaluateElement(unit, node);
  if (ts.isCallExpression(node)) return evaluateCall(unit, node);
  if (ts.isNewExpression(node)) return evaluateNew(unit, node);
  if (ts.isBinaryExpression(node)) return evaluateBinary(unit, node);
  if (ts.isConditionalExpression(node)) {
    testExpression(unit, node.condition);
    return join(unit.sourceOf(node.whenTrue), unit.sourceOf(node.whenFalse));
  }
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(unit, node);
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(unit, node);
  if (isDirectFunction(node)) {
    createClosure(unit, node, isKept(node) ? "kept" : "unknown");
    return NOTHING;
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return evaluateUnary(unit, node);
  }
  if (ts.isAwaitExpression(node)) return unit.sourceOf(node.expression);
  if (ts.isTemplateExpression(node)) {
    for (const { expression } of node.templateSpans) useExpression(unit, expression, "read");
    return NOTHING;
  }
  if (ts.isTaggedTemplateExpression(node)) return evaluateTagged(unit, node);
  if (ts.isDeleteExpression(node)) {
    evaluateDelete(unit, withoutAssertions(node.expression));
    return NOTHING;
  }
  if (ts.isTypeOfExpression(node)) {
    useExpression(unit, node.expression, "read");
    return NOTHING;
  }
  if (ts.isVoidExpression(node)) {
    unit.sourceOf(node.expression);
    return NOTHING;
  }
  if (ts.isYieldExpression(node)) {
    if (node.expression !== undefined) useExpression(unit, node.expression, "escape");
    return NOTHING;
  }
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    evaluateJsx(unit, node);
    return NOTHING;
  }
  if (ts.isClassExpression(node)) {
    runClass(unit, node);
    return NOTHING;
  }
  if (ts.isSpreadElement(node)) return unit.sourceOf(node.expression);
  return NOTHING;
}

/** A function that a name keeps: its calls are seen where the name is called. */
function isKept(node: ts.Node): boolean {
  let at = node.parent;
  while (
    ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at)
  ) at = at.parent;
  return ts.isVariableDeclaration(at);
}

function evaluateName(unit: Unit, node: ts.Identifier): Value {
  if (node.text === "undefined") return NOTHING;
  const symbol = unit.host.provenance.local(node);
  if (symbol === undefined) return NOTHING;
  if (node.text === "arguments" && symbol.declarations === undefined) return allParameters(unit);
  const made = keptFunction(symbol);
  if (made === undefined) return unit.lookup(symbol);
  // The name of a local function as a value: anybody may call it.
  createClosure(unit, made, "unknown");
  return NOTHING;
}

function allParameters(unit: Unit): Value {
  const node = unit.node;
  if (!ts.isFunctionLike(node)) return NOTHING;
  node.parameters.forEach((_, index) => unit.record("wildcards", unit.parameter(index)));
  return NOTHING;
}

function evaluateProperty(unit: Unit, node: ts.PropertyAccessExpression): Value {
  return readMember(unit, node, node.name.text);
}

function evaluateElement(unit: Unit, node: ts.ElementAccessExpression): Value {
  const key = staticKey(unit, node.argumentExpression);
  if (key !== undefined) return readMember(unit, node, key);
  const base = unit.sourceOf(node.expression);
  if (node.questionDotToken === undefined) unit.record("presence", base);
  useExpression(unit, node.argumentExpression, "read");
  return unknownMember(base);
}

function readMember(
  unit: Unit,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  key: string,
): Value {
  const receiver = node.expression;
  const base = unit.sourceOf(receiver);
  if (base.length === 0) return NOTHING;
  const { handles } = unit.host;
  const type = unit.typeOf(receiver);
  if (handles.isPrimitive(type) && handles.members(type).length > 0) {
    unit.record("reads", base);
    return NOTHING;
  }
  if (key === "length" && handles.isArray(type)) {
    unit.record("reads", member(whole(base), key));
    return NOTHING;
  }
  if (key === "size" && handles.collectionName(type) !== undefined) {
    unit.record("reads", base);
    return NOTHING;
  }
  // A method of a handle that is taken off it may be called with anything.
  if (handles.isHandle(type)) {
    unit.record("unverified", base);
    unit.record("reads", base);
    return NOTHING;
  }
  // Without the object the access throws, also when nobody uses the member.
  if (node.questionDotToken === undefined) unit.record("presence", base);
  return member(base, key);
}

function evaluateDelete(unit: Unit, node: ts.Expression): void {
  if (ts.isPropertyAccessExpression(node)) {
    writeMember(unit, unit.sourceOf(node.expression), node.name.text);
  } else if (ts.isElementAccessExpression(node)) {
    useExpression(unit, node.argumentExpression, "read");
    writeMember(unit, unit.sourceOf(node.expression), staticKey(unit, node.argumentExpression));
  }
}

function evaluateUnary(
  unit: Unit,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
): Value {
  const { operator, operand } = node;
  if (operator === ts.SyntaxKind.ExclamationToken) {
    testExpression(unit, operand);
  } else if (
    operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken
  ) {
    assign(unit, operand, NOTHING, { type: unit.typeOf(operand), isUpdate: true });
  } else {
    useExpression(unit, operand, "read");
  }
  return NOTHING;
}

/** Operators of one precedence nest to the left without limit, so they are taken off in a loop. */
function evaluateBinary(unit: Unit, node: ts.BinaryExpression): Value {
  const chain: ts.BinaryExpression[] = [];
  let at: ts.Expression = node;
  while (ts.isBinaryExpression(at) && isComputing(at.operatorToken.kind)) {
    chain.push(at);
    at = withoutAssertions(at.left);
  }
  if (chain.length === 0) return evaluateOperator(unit, node);
  const first = chain.pop()!;
  compare(unit, first.operatorToken.kind, first.right, first.left);
  for (const { operatorToken, right } of chain.reverse()) {
    compare(unit, operatorToken.kind, right);
  }
  return NOTHING;
}

function isComputing(kind: ts.SyntaxKind): boolean {
  return kind !== ts.SyntaxKind.CommaToken && kind !== ts.SyntaxKind.InKeyword &&
    kind !== ts.SyntaxKind.AmpersandAmpersandToken && kind !== ts.SyntaxKind.BarBarToken &&
    kind !== ts.SyntaxKind.QuestionQuestionToken &&
    !(kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment);
}

const EQUALITIES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** The operands of a comparison or computation; `left` is absent when it was one itself. */
function compare(
  unit: Unit,
  operator: ts.SyntaxKind,
  right: ts.Expression,
  left?: ts.Expression,
): void {
  const isEquality = EQUALITIES.has(operator);
  if (left !== undefined) {
    if (isEquality && isNullish(right)) testExpression(unit, left);
    else useExpression(unit, left, "read");
  }
  if (isEquality && left !== undefined && isNullish(left)) testExpression(unit, right);
  else if (operator === ts.SyntaxKind.InstanceOfKeyword) unit.sourceOf(right);
  else useExpression(unit, right, "read");
}

function isNullish(node: ts.Expression): boolean {
  const inner = withoutAssertions(node);
  return inner.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(inner) && inner.text === "undefined");
}

function evaluateOperator(unit: Unit, node: ts.BinaryExpression): Value {
  const { left, right } = node;
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.CommaToken:
      unit.sourceOf(left);
      return unit.sourceOf(right);
    case ts.SyntaxKind.InKeyword:
      return evaluateIn(unit, left, right);
    case ts.SyntaxKind.AmpersandAmpersandToken: {
      const value = unit.sourceOf(left);
      testValue(unit, value, unit.typeOf(left));
      const other = unit.sourceOf(right);
      return unit.host.handles.isObject(unit.typeOf(left)) ? other : join(value, other);
    }
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken: {
      const value = unit.sourceOf(left);
      testValue(unit, value, unit.typeOf(left));
      return join(value, unit.sourceOf(right));
    }
    case ts.SyntaxKind.EqualsToken: {
      const value = unit.sourceOf(right);
      assign(unit, left, value, { type: unit.typeOf(right) });
      return value;
    }
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken: {
      const value = join(unit.sourceOf(left), unit.sourceOf(right));
      assign(unit, left, value, { type: unit.typeOf(right), isUpdate: true });
      return value;
    }
    default:
      useExpression(unit, right, "read");
      assign(unit, left, NOTHING, { type: unit.typeOf(left), isUpdate: true });
      return NOTHING;
  }
}

function evaluateIn(unit: Unit, left: ts.Expression, right: ts.Expression): Value {
  const key = staticKey(unit, left);
  if (key === undefined) {
    useExpression(unit, left, "read");
    unit.record("wildcards", unit.sourceOf(right));
  } else {
    unit.record("presence", member(unit.sourceOf(right), key));
  }
  return NOTHING;
}

function evaluateObject(unit: Unit, node: ts.ObjectLiteralExpression): Value {
  const members: Value[] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      // Members are copied and stay what they were, so the copy counts as the object itself.
      members.push(spread(unit, unit.sourceOf(property.expression)));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const value = evaluateName(unit, property.name);
      members.push(nest(property.name.text, heldValue(unit, property.name, value)));
    } else if (ts.isPropertyAssignment(property)) {
      if (ts.isComputedPropertyName(property.name)) {
        useExpression(unit, property.name.expression, "read");
      }
      const key = propertyKey(unit, property.name) ?? "*";
      const value = unit.sourceOf(property.initializer);
      members.push(nest(key, heldValue(unit, property.initializer, value)));
    } else if (hasBody(property)) {
      createClosure(unit, property, "unknown");
    }
  }
  return join(...members);
}

/** What a literal holds of a value: a primitive is read here and has no place any more. */
function heldValue(unit: Unit, node: ts.Expression, value: Value): Value {
  if (value.length === 0 || !unit.host.handles.isPrimitive(unit.typeOf(node))) return value;
  unit.recordDeep("reads", value);
  return NOTHING;
}

function evaluateArray(unit: Unit, node: ts.ArrayLiteralExpression): Value {
  const hasSpread = node.elements.some(ts.isSpreadElement);
  const members = node.elements.map((element, index) => {
    if (!ts.isSpreadElement(element)) {
      const value = heldValue(unit, element, unit.sourceOf(element));
      return nest(hasSpread ? "*" : String(index), value);
    }
    const value = unit.sourceOf(element.expression);
    return nest("*", iterated(unit, element.expression, value));
  });
  return join(...members);
}
