/**
 * Module-level statements, S1 to S13: each is handed to the file of its form, and what no form
 * takes is refused.
 */
import type { AnyNode, ExpressionStatement, Program } from "acorn";
import { checkConstants } from "./constants.ts";
import {
  checkExportAssignment,
  checkPlaceholders,
  isExportAssignment,
} from "./export-statements.ts";
import {
  checkImportConstants,
  checkImportStatement,
  checkImportVariable,
} from "./import-statements.ts";
import {
  checkHardening,
  checkRegistration,
  isCoverageProbe,
  placeRegistration,
} from "./helper-statements.ts";
import type { ModuleContext } from "./module-context.ts";
import { checkDefineProperty } from "./reexport-getters.ts";
import { callOf, isIdentifier } from "./shapes.ts";

/** Judges every statement of `program` and fills `context`. */
export function checkStatements(program: Program, context: ModuleContext): void {
  context.declareNames(program);
  const last = program.body.at(-1);
  for (const statement of program.body) checkStatement(statement, statement === last, context);
  checkPlaceholders(context);
}

function checkStatement(statement: AnyNode, isLast: boolean, context: ModuleContext): void {
  switch (statement.type) {
    case "EmptyStatement":
      return;
    case "FunctionDeclaration":
      context.items.push({ ...spanOf(statement), kind: "function", name: statement.id!.name });
      return;
    case "VariableDeclaration":
      if (statement.kind === "const") {
        if (!checkImportConstants(statement, context)) checkConstants(statement, context);
      } else if (statement.kind !== "var" || !checkImportVariable(statement, context)) {
        context.findings.add("S8", "verify:mutable-binding", statement);
        for (const { id } of statement.declarations) context.defineRefused(id);
        context.items.push({ ...spanOf(statement), kind: "unknown" });
      }
      return;
    case "ExpressionStatement":
      return checkExpressionStatement(statement, isLast, context);
    case "ClassDeclaration":
      context.findings.add("S0", "verify:class", statement);
      context.defineRefused(statement.id);
      break;
    default:
      context.findings.add("S0", "verify:statement", statement);
  }
  context.items.push({ ...spanOf(statement), kind: "unknown" });
}

function checkExpressionStatement(
  statement: ExpressionStatement,
  isLast: boolean,
  context: ModuleContext,
): void {
  const { expression } = statement;
  if (statement.directive !== undefined) return;
  if (expression.type === "Literal" && typeof expression.value === "string") {
    context.findings.add("S1", "verify:statement", statement);
  } else if (isExportAssignment(expression)) {
    checkExportAssignment(expression, context);
    return;
  } else if (expression.type === "CallExpression") {
    if (isDefineProperty(expression.callee)) return checkDefineProperty(statement, context);
    if (callOf(expression, "__cfHardenFn") !== undefined) return checkHardening(statement, context);
    if (callOf(expression, "__cfReg") !== undefined) {
      return checkRegistration(statement, isLast, context);
    }
    if (isCoverageProbe(expression, context)) return;
    if (checkImportStatement(expression, context)) return;
    context.findings.add("S0", "verify:statement", statement);
  } else {
    const isRefused = context.findings.add("S0", "verify:statement", statement);
    if (isRefused && expression.type === "SequenceExpression") {
      placeRegistration(expression, context);
    }
  }
  context.items.push({ ...spanOf(statement), kind: "unknown" });
}

function isDefineProperty(callee: AnyNode): boolean {
  return callee.type === "MemberExpression" && !callee.computed &&
    isIdentifier(callee.object, "Object") && isIdentifier(callee.property, "defineProperty");
}

function spanOf(node: AnyNode): { start: number; end: number } {
  return { start: node.start, end: node.end };
}
