/**
 * Whether a module-level value that is to be frozen as data holds something that is none. Decided
 * on what is written first: in literals only the leaves count, and a leaf is refused only when its
 * own type certainly holds no data. Everything else is left to the freezer.
 */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../walk.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { isLogicalOperator, knownValue } from "./known-value.ts";
import { isHostNamespace } from "./provenance.ts";
import { certainlyNotData, isGlobal, type NotData, notData } from "./not-data.ts";

/** The first leaf that is no data. */
export type DataProblem =
  | { readonly kind: "await" | "class"; readonly node: ts.Expression }
  | { readonly kind: "function"; readonly node: ts.Node; readonly path: string }
  | {
    readonly kind: "value";
    readonly node: ts.Expression;
    readonly path: string;
    readonly why: NotData;
  };

/** The first problem of `expression`, which is the value of `path`; `undefined` if there is none. */
export function dataProblem(
  facts: FactsBuilder,
  expression: ts.Expression,
  path: string,
): DataProblem | undefined {
  const node = withoutAssertions(expression);
  if (ts.isArrayLiteralExpression(node)) {
    return firstProblem(
      node.elements,
      (element, index) =>
        ts.isSpreadElement(element)
          ? spreadProblem(facts, element.expression, path)
          : leafProblem(facts, element, `${path}[${index}]`),
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return firstProblem(node.properties, (property) => propertyProblem(facts, property, path));
  }
  if (isMapOrSet(facts, node)) {
    return firstProblem(node.arguments ?? [], (argument) => spreadProblem(facts, argument, path));
  }
  if (ts.isConditionalExpression(node)) {
    return operandProblem(facts, node.condition, path) ??
      leafProblem(facts, node.whenTrue, path) ?? leafProblem(facts, node.whenFalse, path);
  }
  if (ts.isBinaryExpression(node)) {
    if (!isLogicalOperator(node.operatorToken.kind)) return operandsProblem(facts, node, path);
    return leafProblem(facts, node.left, path) ?? leafProblem(facts, node.right, path);
  }
  if (ts.isAwaitExpression(node)) return { kind: "await", node };
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    return { kind: "value", node, path, why: notData("view") };
  }
  if (ts.isClassExpression(node)) return { kind: "class", node };
  if (ts.isRegularExpressionLiteral(node)) {
    return hasState(node)
      ? { kind: "value", node, path, why: notData("regular-expression") }
      : undefined;
  }
  return operandsProblem(facts, node, path) ?? typeProblem(facts, node, path);
}

/** Operands may be of any type, but a function, class or builder is not written among them. */
function operandsProblem(
  facts: FactsBuilder,
  node: ts.Expression,
  path: string,
): DataProblem | undefined {
  const operands: ts.Expression[] = [];
  let left = node;
  while (ts.isBinaryExpression(left)) {
    operands.push(left.right);
    left = withoutAssertions(left.left);
  }
  if (left !== node) operands.push(left);
  else if (ts.isTemplateExpression(node)) {
    operands.push(...node.templateSpans.map((span) => span.expression));
  } else if (ts.isPrefixUnaryExpression(node)) operands.push(node.operand);
  else if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) operands.push(node.expression);
  return firstProblem(operands, (operand) => operandProblem(facts, operand, path));
}

function operandProblem(
  facts: FactsBuilder,
  expression: ts.Expression,
  path: string,
): DataProblem | undefined {
  const node = withoutAssertions(expression);
  if (isDirectFunction(node) || facts.provenance.builderOf(node) !== undefined) {
    return { kind: "function", node, path };
  }
  if (ts.isClassExpression(node)) return { kind: "class", node };
  if (ts.isConditionalExpression(node)) {
    return operandProblem(facts, node.condition, path) ??
      operandProblem(facts, node.whenTrue, path) ?? operandProblem(facts, node.whenFalse, path);
  }
  return operandsProblem(facts, node, path);
}

/** With `g` or `y` a regular expression remembers where it stopped. */
function hasState(node: ts.RegularExpressionLiteral): boolean {
  return /[gy]/.test(node.text.slice(node.text.lastIndexOf("/") + 1));
}

function firstProblem<T>(
  items: readonly T[],
  problem: (item: T, index: number) => DataProblem | undefined,
): DataProblem | undefined {
  for (const [index, item] of items.entries()) {
    const found = problem(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function leafProblem(facts: FactsBuilder, expression: ts.Expression, path: string) {
  const node = withoutAssertions(expression);
  if (isDirectFunction(node)) {
    return { kind: "function", node, path } as const;
  }
  const problem = dataProblem(facts, node, path);
  return problem?.kind === "value" && ["factory", "function"].includes(problem.why.kind)
    ? { kind: "function", node: problem.node, path: problem.path } as const
    : problem;
}

/** What is spread, or given to `Map` or `Set`, is a container: only a literal one is looked into. */
function spreadProblem(facts: FactsBuilder, expression: ts.Expression, path: string) {
  const node = withoutAssertions(expression);
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)
    ? dataProblem(facts, node, path)
    : undefined;
}

function propertyProblem(
  facts: FactsBuilder,
  property: ts.ObjectLiteralElementLike,
  path: string,
): DataProblem | undefined {
  if (ts.isSpreadAssignment(property)) return spreadProblem(facts, property.expression, path);
  const { name } = property;
  const key = ts.isIdentifier(name)
    ? `.${name.text}`
    : `[${(ts.isComputedPropertyName(name) ? name.expression : name).getText()}]`;
  if (ts.isPropertyAssignment(property)) {
    return leafProblem(facts, property.initializer, `${path}${key}`);
  }
  if (ts.isShorthandPropertyAssignment(property)) {
    return leafProblem(facts, property.name, `${path}${key}`);
  }
  return { kind: "function", node: property, path: `${path}${key}` };
}

/** Whether `node` is `new Map(...)` or `new Set(...)` of the language's own classes. */
function isMapOrSet(facts: FactsBuilder, node: ts.Node): node is ts.NewExpression {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return false;
  if (node.expression.text !== "Map" && node.expression.text !== "Set") return false;
  const symbol = facts.checker.getSymbolAtLocation(node.expression);
  return symbol !== undefined && isGlobal(symbol);
}

function typeProblem(
  facts: FactsBuilder,
  node: ts.Expression,
  path: string,
): DataProblem | undefined {
  const calls = ts.isCallExpression(node) || ts.isNewExpression(node);
  const callee = calls ? node.expression : ts.isTaggedTemplateExpression(node) ? node.tag : node;
  const spec = facts.provenance.hostValue(callee);
  if (ts.isIdentifier(node) && isHostNamespace(facts.checker.getSymbolAtLocation(node))) {
    return { kind: "value", node, path, why: notData("namespace") };
  }
  if (spec?.category === "builder" && callee === node) {
    return { kind: "value", node, path, why: notData("builder") };
  }
  if (spec?.reactiveOrigin === true && callee !== node) {
    return { kind: "value", node, path, why: notData("handle") };
  }
  // A literal takes its place.
  if (spec?.name === "toSchema" && callee !== node) return undefined;
  if (spec?.category === "call" && spec.verify?.pure !== true && callee !== node) {
    return { kind: "value", node, path, why: notData("host-call") };
  }
  const isLeaf = calls || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node);
  if (!isLeaf) return undefined;
  const why = certainlyNotData(facts.checker, facts.checker.getTypeAtLocation(node));
  return why === undefined ? undefined : { kind: "value", node, path, why };
}

/**
 * Whether `expression` is a literal that the verifier reads as data without running it: literals
 * of known values, all the way down.
 */
export function isLiteralData(facts: FactsBuilder, expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.every((element) =>
      ts.isOmittedExpression(element) ||
      isLiteralData(facts, ts.isSpreadElement(element) ? element.expression : element)
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => isLiteralProperty(facts, property));
  }
  if (isMapOrSet(facts, node)) {
    return (node.arguments ?? []).every((argument) => isLiteralData(facts, argument));
  }
  if (ts.isRegularExpressionLiteral(node)) return !hasState(node);
  const known = knownValue(facts, node);
  return known === "prim" || known === "ref" || known === "data";
}

function isLiteralProperty(facts: FactsBuilder, property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isSpreadAssignment(property)) return isLiteralData(facts, property.expression);
  if (ts.isShorthandPropertyAssignment(property)) return isLiteralData(facts, property.name);
  if (!ts.isPropertyAssignment(property)) return false;
  const { name } = property;
  return (!ts.isComputedPropertyName(name) || knownValue(facts, name.expression) === "prim") &&
    isLiteralData(facts, property.initializer);
}
