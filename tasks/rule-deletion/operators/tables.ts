/** Tables: an entry left out, a limit a thousand times as high, a switch turned. */
import ts from "typescript";
import type { Alternative } from "../mutant.ts";
import { isOnlyBranch } from "./statements.ts";

const { SyntaxKind } = ts;

/** Alternatives of `node` as an element, a property or a value of a table. */
export function tableAlternatives(node: ts.Node): Alternative[] {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) && ts.isExpression(node) && isList(parent)) {
    return [{ kind: "entry deleted", form: "element", text: "" }];
  }
  if (ts.isPropertyAssignment(node) && isModuleLevel(node)) {
    return isSwitchOrNumber(node.initializer)
      ? []
      : [{ kind: "entry deleted", form: "property", text: "" }];
  }
  if (node.kind === SyntaxKind.TrueKeyword && isValue(node)) return [turned("false")];
  if (node.kind === SyntaxKind.FalseKeyword && isValue(node)) return [turned("true")];
  if (isModuleLevel(node) && isLimit(node)) {
    return [{ kind: "limit raised", form: "expression", text: `1000 * (${node.getText()})` }];
  }
  return [];
}

function turned(text: string): Alternative {
  return { kind: "switch turned", form: "expression", text };
}

/** A list of texts anywhere, or any list at module level. */
function isList(list: ts.ArrayLiteralExpression): boolean {
  if (ts.isBindingElement(list.parent) || list.elements.some(ts.isSpreadElement)) return false;
  return isModuleLevel(list) || list.elements.every(ts.isStringLiteral);
}

function isSwitchOrNumber(node: ts.Expression): boolean {
  return node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword ||
    isNumber(node);
}

function isNumber(node: ts.Node): boolean {
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return /^[A-Z_]+$/.test(node.text);
  return ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.AsteriskToken &&
    isNumber(node.left) && isNumber(node.right);
}

/** A number that a name at module level stands for. */
function isLimit(node: ts.Node): boolean {
  const { parent } = node;
  const isNamed = (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) &&
    parent.initializer === node;
  return isNamed && isNumber(node) && !ts.isIdentifier(node);
}

/** Types have literals too; the answer of a guard is the same as a condition that is never met. */
function isValue({ parent }: ts.Node): boolean {
  return !ts.isLiteralTypeNode(parent) && !(ts.isReturnStatement(parent) && isOnlyBranch(parent));
}

/** Evaluated once, with the module. */
export function isModuleLevel(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return false;
  }
  return true;
}
