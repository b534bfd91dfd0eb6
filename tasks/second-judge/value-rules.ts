/** Values of the module level: functions, builders, known values, frozen data, and choices of them. */
import ts from "typescript";
import { judgeBuilderCall } from "./builder-rules.ts";
import { judgeData } from "./data-rules.ts";
import { bare, isFunctionLiteral } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import {
  branches,
  eitherKind,
  isBuilderCall,
  isBuilderName,
  isDataHelperCall,
  knownKind,
} from "./known-kinds.ts";
import type { ValueKind } from "./module-bindings.ts";

/** Judges the value of a constant or default export, and says what it is. */
export function judgeValue(module: JudgedModule, expression: ts.Expression): ValueKind {
  const node = bare(expression);
  if (isFunctionLiteral(node)) {
    if (module.isRaw) module.findings.refuse("value", node);
    return "function";
  }
  if (isBuilderCall(module, node)) {
    judgeBuilderCall(module, node);
    return "builder";
  }
  const known = knownKind(module, node);
  if (known !== undefined) {
    if (isDataHelperCall(module, node)) judgeHelperArguments(module, node);
    return known;
  }
  if (choosesFunction(module, node)) return judgeChoice(module, node);
  if (!module.isRaw) return judgeData(module, node) ? "data" : "refused";
  module.findings.refuse(ts.isClassExpression(node) ? "class" : "value", node);
  return "refused";
}

function judgeHelperArguments(module: JudgedModule, node: ts.CallExpression): void {
  if (node.arguments.length !== 1) module.findings.refuse("value", node);
  for (const argument of node.arguments) judgeData(module, argument);
}

type Choice = ts.ConditionalExpression | ts.BinaryExpression;

/** Whether a function or builder is one of the values that `node` chooses between. */
export function choosesFunction(module: JudgedModule, node: ts.Expression): node is Choice {
  return branches(node).map(bare).some((branch) =>
    ["function", "builder"].includes(knownKind(module, branch) ?? "") ||
    isFunctionLiteral(branch) || isBuilderCall(module, branch) ||
    isBuilderName(module, branch) || choosesFunction(module, branch)
  );
}

function judgeChoice(module: JudgedModule, node: Choice): ValueKind {
  if (ts.isConditionalExpression(node) && knownKind(module, node.condition) === undefined) {
    judgeValue(module, node.condition);
  }
  const [a, b] = branches(node).map((branch) => judgeValue(module, branch));
  return eitherKind(a, b) ?? "refused";
}
