/** One top-level statement: which row of the module-scope table it is, and what becomes of it. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import type { DeclaratorPlan } from "../types.ts";
import { hasModifier } from "../walk.ts";
import { destructuringPlan } from "./destructuring.ts";
import { analyzeEnum } from "./enums.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { checkNamespaceExports } from "./host-namespaces.ts";
import { moduleValue } from "./module-value.ts";

/** Decides `statement`. `isPrologue` says that only directives came before it. */
export function analyzeTopLevel(
  facts: FactsBuilder,
  statement: ts.Statement,
  isPrologue: boolean,
): void {
  if (hasModifier(statement, ts.SyntaxKind.DeclareKeyword)) return;
  if (ts.isVariableStatement(statement)) return analyzeVariables(facts, statement);
  if (ts.isEnumDeclaration(statement)) return analyzeEnum(facts, statement);
  if (ts.isExportAssignment(statement)) {
    const isValue = statement.isExportEquals !== true && !namesType(facts, statement.expression);
    if (isValue) moduleValue(facts, statement.expression, "default");
    return;
  }
  if (ts.isClassDeclaration(statement)) {
    return facts.report(diagnostic.moduleTopLevelClass(statement.name ?? statement, {
      name: statement.name?.text ?? "default",
    }));
  }
  checkNamespaceExports(facts, statement);
  if (isDeclarative(statement)) return;
  const isDirective = isPrologue && isStringStatement(statement);
  if (!isDirective) {
    facts.report(diagnostic.moduleTopLevelStatement(statement, { expr: statement }));
  }
}

/** Whether a default export names a type only, of which nothing is emitted. */
function namesType(facts: FactsBuilder, expression: ts.Expression): boolean {
  const symbol = facts.provenance.symbol(expression);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Value) === 0 &&
    !facts.checker.isUnknownSymbol(symbol);
}

export function isStringStatement(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Statements that are emitted as they are, or not at all. */
function isDeclarative(statement: ts.Statement): boolean {
  return ts.isFunctionDeclaration(statement) || ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) || ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) ||
    ts.isEmptyStatement(statement) || ts.isNamespaceExportDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && !hasValues(statement));
}

/** Whether a namespace holds anything but types. */
function hasValues(namespace: ts.ModuleDeclaration): boolean {
  const { body } = namespace;
  if (body === undefined) return false;
  if (ts.isModuleDeclaration(body)) return hasValues(body);
  return ts.isModuleBlock(body) &&
    body.statements.some((statement) =>
      ts.isModuleDeclaration(statement)
        ? hasValues(statement)
        : !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement) &&
          !ts.isEmptyStatement(statement)
    );
}

function analyzeVariables(facts: FactsBuilder, statement: ts.VariableStatement): void {
  const { declarationList: list } = statement;
  if (
    (list.flags & ts.NodeFlags.Const) === 0 || (list.flags & ts.NodeFlags.Using) ===
      ts.NodeFlags.Using
  ) {
    for (const { name } of list.declarations) {
      facts.report(diagnostic.moduleMutableBinding(name, { name: name.getText(facts.file) }));
    }
    return;
  }
  const plans = list.declarations.map((declaration) => analyzeDeclarator(facts, declaration));
  const exported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  if (plans.some((plan) => plan.kind !== "plain") || (exported && plans.length > 1)) {
    facts.actOnStatement(statement, { kind: "declarators", plans });
  }
}

function analyzeDeclarator(
  facts: FactsBuilder,
  declaration: ts.VariableDeclaration,
): DeclaratorPlan {
  const plain: DeclaratorPlan = { kind: "plain", declaration };
  const { name, initializer } = declaration;
  if (initializer === undefined) return plain;
  if (!ts.isIdentifier(name)) return destructuringPlan(facts, declaration, name, initializer);
  facts.setClass(name, moduleValue(facts, initializer, name.text));
  return plain;
}
