/**
 * Values that become frozen data. They hold no function, class, handle or view wherever one is
 * written; what is no literal is computed when the module loads, from pure parts.
 */
import ts from "typescript";
import { bare, isFunctionLiteral } from "./erased-syntax.ts";
import type { Family } from "./judgement.ts";
import type { JudgedModule } from "./judged-module.ts";
import {
  isBuilderCall,
  isBuilderName,
  isLogical,
  knownKind,
  primitiveOperands,
} from "./known-kinds.ts";
import type { ValueKind } from "./module-bindings.ts";

/** Judges a value that becomes frozen data; whether it may. */
export function judgeData(module: JudgedModule, expression: ts.Expression): boolean {
  const found = module.findings;
  const problem = firstProblem(module, bare(expression));
  if (problem !== undefined) {
    found.refuse(familyOf(module, problem), problem);
    return false;
  }
  if (!isLiteralData(module, expression, ["primitive", "data"])) found.compute(expression);
  if (isLiteralData(module, expression)) return true;
  if (refuseEarlyNames(module, expression)) return false;
  return judgeComputation(module, expression);
}

function familyOf(module: JudgedModule, problem: ts.Node): Family {
  if (ts.isClassExpression(problem)) return "class";
  const isOperand = isBuilderCall(module, problem) && ts.findAncestor(
        problem,
        (node) => ts.isBinaryExpression(node) || ts.isConditionalExpression(node),
      ) !== undefined;
  return isOperand ? "operand-builder" : "value";
}

/** Refuses what reads constants of later lines; whether it must not even be computed. */
function refuseEarlyNames(module: JudgedModule, expression: ts.Expression): boolean {
  const isLiteral = module.assumingDefined(() => isLiteralData(module, expression));
  const early = isLiteral
    ? module.usesIn(expression).map(({ node }) => node)
    : structureNames(module, bare(expression));
  const names = early.filter((name) => module.isUndefinedYet(name));
  const family = isLiteral ? "use-before-definition" : "early-read";
  for (const name of names) module.findings.refuse(family, name);
  return isLiteral && names.length > 0;
}

/** Names that stand in literals and operators of `node`, not in calls and functions. */
function structureNames(module: JudgedModule, node: ts.Expression): readonly ts.Identifier[] {
  if (ts.isIdentifier(node)) return [node];
  const parts = [...operandsOf(node) ?? dataParts(module, node), ...computedKeys(node)];
  return parts.flatMap((part) => ts.isExpression(part) ? structureNames(module, bare(part)) : []);
}

/** What a computation of data must not mention, however deep: builders, reactive calls, views. */
export function judgeComputation(module: JudgedModule, root: ts.Node): boolean {
  const before = module.findings.count;
  for (const { node, owner } of module.usesIn(root)) {
    if (owner !== "module") continue;
    const binding = module.bindingOf(node);
    if (binding?.value === "builder") module.findings.refuse("helper", node);
    if (binding?.kind !== "import" || !module.isHost(binding.from)) continue;
    const { parent } = node;
    const isMember = binding.imported === "*" && ts.isPropertyAccessExpression(parent) &&
      parent.expression === node;
    const row = module.hostExport(isMember ? parent : node);
    // A literal takes the place of `toSchema<T>()`.
    const isFine = row === undefined || row.verify?.pure === true || row.name === "toSchema";
    if (!isFine) module.findings.refuse("helper", node);
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxOpeningLikeElement(node) || ts.isJsxOpeningFragment(node)) {
      module.findings.refuse("helper", node);
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return module.findings.count === before;
}

/** The first part of data that is written and certainly no data. */
function firstProblem(module: JudgedModule, node: ts.Expression): ts.Node | undefined {
  if (isNoData(module, node)) return node;
  const operands = operandsOf(node);
  if (operands !== undefined) return firstOperandProblem(module, operands);
  if (ts.isConditionalExpression(node)) {
    const problem = firstOperandProblem(module, [node.condition]);
    if (problem !== undefined) return problem;
  }
  for (const key of computedKeys(node)) {
    const problem = isContainer(bare(key)) || ts.isRegularExpressionLiteral(bare(key))
      ? firstProblem(module, bare(key))
      : firstOperandProblem(module, [key]);
    if (problem !== undefined) return problem;
  }
  for (const part of dataParts(module, node)) {
    const problem = ts.isExpression(part) ? firstProblem(module, bare(part)) : part;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isNoData(module: JudgedModule, node: ts.Expression): boolean {
  if (isFunctionLiteral(node) || ts.isClassExpression(node) || ts.isAwaitExpression(node)) {
    return true;
  }
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    return true;
  }
  if (ts.isRegularExpressionLiteral(node)) return isStateful(node);
  if (isBuilderCall(module, node) || isBuilderName(module, node)) return true;
  if (ts.isIdentifier(node)) {
    const binding = module.bindingOf(node);
    if (binding?.imported === "*" && module.isHost(binding.from)) return true;
    return binding?.value === "function" || binding?.value === "builder";
  }
  const callee = ts.isCallExpression(node) || ts.isNewExpression(node)
    ? node.expression
    : ts.isTaggedTemplateExpression(node)
    ? node.tag
    : undefined;
  const row = callee === undefined ? undefined : module.hostExport(callee);
  return (row?.category === "call" || row?.category === "cell") && row.verify?.pure !== true &&
    row.name !== "toSchema";
}

function computedKeys(node: ts.Expression): readonly ts.Expression[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap(({ name }) =>
    name !== undefined && ts.isComputedPropertyName(name) ? [name.expression] : []
  );
}

/** What an operator makes a primitive of; of a choice, only its condition is one. */
function operandsOf(node: ts.Expression): readonly ts.Expression[] | undefined {
  if (ts.isBinaryExpression(node) && !isLogical(node)) return [node.left, node.right];
  return primitiveOperands(node);
}

/** An operand may be anything that is computed, but no function, class or builder is written there. */
function firstOperandProblem(
  module: JudgedModule,
  operands: readonly ts.Expression[],
): ts.Node | undefined {
  for (const operand of operands) {
    const node = bare(operand);
    if (isFunctionLiteral(node) || ts.isClassExpression(node) || isBuilderCall(module, node)) {
      return node;
    }
    const inner = ts.isConditionalExpression(node)
      ? [node.condition, node.whenTrue, node.whenFalse]
      : ts.isBinaryExpression(node)
      ? [node.left, node.right]
      : primitiveOperands(node) ?? [];
    const problem = firstOperandProblem(module, inner);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The parts of `node` that are data as well, and members that no data has. */
function dataParts(module: JudgedModule, node: ts.Expression): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((part) => containerPart(part));
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property): ts.Node[] => {
      if (ts.isPropertyAssignment(property)) return [property.initializer];
      if (ts.isShorthandPropertyAssignment(property)) return [property.name];
      return ts.isSpreadAssignment(property) ? containerPart(property) : [property];
    });
  }
  if (isCollection(module, node)) {
    return (node.arguments ?? []).filter((part) => isContainer(bare(part)));
  }
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return ts.isBinaryExpression(node) && isLogical(node) ? [node.left, node.right] : [];
}

/** What is spread is looked into where it is written in place. */
function containerPart(part: ts.Expression | ts.SpreadAssignment): ts.Node[] {
  if (ts.isOmittedExpression(part)) return [];
  if (!ts.isSpreadElement(part) && !ts.isSpreadAssignment(part)) return [part];
  const spread = bare(part.expression);
  const isRead = isContainer(spread) || isFunctionLiteral(spread) || ts.isClassExpression(spread) ||
    ts.isIdentifier(spread) || ts.isConditionalExpression(spread) ||
    ts.isBinaryExpression(spread) || primitiveOperands(spread) !== undefined;
  return isRead ? [part.expression] : [];
}

function isContainer(node: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}

function isCollection(module: JudgedModule, node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && ts.isIdentifier(node.expression) &&
    ["Map", "Set"].includes(node.expression.text) && module.isFree(node.expression);
}

function isStateful(node: ts.RegularExpressionLiteral): boolean {
  return /[gy][a-z]*$/.test(node.text.slice(node.text.lastIndexOf("/")));
}

type Kinds = readonly (ValueKind | undefined)[];

const LITERAL: Kinds = ["primitive", "reference", "data"];

/** Whether `root` is data that needs no computation: literals whose leaves are of these `kinds`. */
export function isLiteralData(
  module: JudgedModule,
  root: ts.Expression,
  kinds: Kinds = LITERAL,
): boolean {
  const isLiteral = (expression: ts.Expression): boolean => {
    const node = bare(expression);
    if (ts.isOmittedExpression(node)) return true;
    if (ts.isSpreadElement(node)) return isLiteral(node.expression);
    if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
    if (ts.isObjectLiteralExpression(node)) return node.properties.every(isLiteralMember);
    if (isCollection(module, node)) return (node.arguments ?? []).every(isLiteral);
    if (ts.isRegularExpressionLiteral(node)) return !isStateful(node);
    return kinds.includes(knownKind(module, node));
  };
  const isLiteralMember = (property: ts.ObjectLiteralElementLike): boolean => {
    if (ts.isSpreadAssignment(property)) return isLiteral(property.expression);
    if (ts.isShorthandPropertyAssignment(property)) return isLiteral(property.name);
    if (!ts.isPropertyAssignment(property)) return false;
    const { name } = property;
    const isPlainKey = !ts.isComputedPropertyName(name) ||
      knownKind(module, name.expression) === "primitive";
    return isPlainKey && isLiteral(property.initializer);
  };
  return isLiteral(root);
}
