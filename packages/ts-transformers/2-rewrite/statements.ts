/** Rewrites of whole top-level statements: enums, declarators, export lists, default re-exports. */
import ts from "typescript";
import { hasModifier } from "../walk.ts";
import type { DeclaratorPlan, EnumValue, StatementAction } from "../types.ts";
import { at, constant, dataCall, pathExpression, propertyKey } from "./nodes.ts";

const { factory } = ts;

type ActionOf<K extends StatementAction["kind"]> = Extract<StatementAction, { kind: K }>;

/** `const E = __cfHelpers.__cf_data({...});`, exported by a list so that `E` stays a local name. */
export function enumStatements(statement: ts.Statement, action: ActionOf<"enum">): ts.Statement[] {
  const { name } = action;
  const literal = factory.createObjectLiteralExpression(enumProperties(action.members));
  const local = constant(name, dataCall(literal, statement), { authored: statement });
  if (!action.exported) return [local];
  const element = factory.createExportSpecifier(false, undefined, name.text);
  return [
    local,
    factory.createExportDeclaration(undefined, false, factory.createNamedExports([element])),
  ];
}

/** The members, and for each number the name under it; of equal numbers the last name wins. */
function enumProperties(
  members: readonly (readonly [string, EnumValue])[],
): ts.ObjectLiteralElementLike[] {
  const values = new Map<string, EnumValue>();
  for (const [name, value] of members) {
    values.set(name, value);
    if (typeof value === "number") values.set(String(value), name);
  }
  return [...values].map(([key, value]) =>
    factory.createPropertyAssignment(propertyKey(key), enumValue(value))
  );
}

function enumValue(value: EnumValue): ts.Expression {
  if (typeof value === "string") return factory.createStringLiteral(value);
  if (Number.isNaN(value)) return factory.createIdentifier("NaN");
  const size = Number.isFinite(value)
    ? factory.createNumericLiteral(Math.abs(value))
    : factory.createIdentifier("Infinity");
  return value < 0 || Object.is(value, -0)
    ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, size)
    : size;
}

/** The statements of one declarator with its rewritten `value`; destructuring is lowered. */
export function declaratorStatements(
  statement: ts.VariableStatement,
  plan: DeclaratorPlan,
  value: ts.Expression,
): ts.Statement[] {
  const exported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  const { declaration } = plan;
  switch (plan.kind) {
    case "plain":
      return [constant(declaration.name, value, { exported, authored: declaration })];
    case "paths":
      return [
        constant(plan.temporary, value, { authored: declaration }),
        ...plan.bound.map(({ name, path }) =>
          constant(name, pathExpression(plan.temporary, path), { exported, authored: name })
        ),
      ];
    case "snapshot":
      return [
        constant(plan.temporary, snapshot(declaration, plan.names, value), {
          authored: declaration,
        }),
        ...plan.names.map((name) =>
          constant(
            at(factory.createIdentifier(name.text), name),
            pathExpression(plan.temporary, [name.text]),
            { exported, authored: name },
          )
        ),
      ];
    default:
      return plan satisfies never;
  }
}

/** `__cfHelpers.__cf_data((() => { const <pattern> = <value>; return { a, b }; })())`. */
function snapshot(
  declaration: ts.VariableDeclaration,
  names: readonly ts.Identifier[],
  value: ts.Expression,
): ts.Expression {
  const record = factory.createObjectLiteralExpression(
    names.map(({ text }) => factory.createShorthandPropertyAssignment(text)),
  );
  const body = factory.createBlock([
    constant(declaration.name as ts.BindingPattern, value, { authored: declaration }),
    factory.createReturnStatement(record),
  ], true);
  const arrow = factory.createArrowFunction(undefined, undefined, [], undefined, undefined, body);
  const call = factory.createCallExpression(
    factory.createParenthesizedExpression(arrow),
    undefined,
    [],
  );
  return dataCall(call, declaration);
}

/** The import, and `export { default as <name> } from` the same module beside it. */
export function defaultImportStatements(
  statement: ts.Statement,
  exportedAs: readonly string[],
): ts.Statement[] {
  const { moduleSpecifier } = statement as ts.ImportDeclaration;
  const specifier = factory.createStringLiteral((moduleSpecifier as ts.StringLiteral).text);
  const elements = exportedAs.map((name) => factory.createExportSpecifier(false, "default", name));
  const reexport = factory.createExportDeclaration(
    undefined,
    false,
    factory.createNamedExports(elements),
    specifier,
  );
  return [statement, at(reexport, statement)];
}

/** The export list without the elements that moved beside their import. */
export function exportListStatements(
  statement: ts.Statement,
  without: ReadonlySet<ts.ExportSpecifier>,
): ts.Statement[] {
  const declaration = statement as ts.ExportDeclaration;
  const clause = declaration.exportClause as ts.NamedExports;
  const elements = clause.elements.filter((element) => !without.has(element));
  if (elements.length === 0) return [];
  return [
    factory.updateExportDeclaration(
      declaration,
      declaration.modifiers,
      declaration.isTypeOnly,
      factory.updateNamedExports(clause, elements),
      declaration.moduleSpecifier,
      declaration.attributes,
    ),
  ];
}

/**
 * Imports and re-exports before everything else, as ECMAScript links them: TypeScript would emit
 * each `require` where its import stands.
 */
export function linksFirst(statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const start = statements.findIndex((statement) => !isDirective(statement));
  if (start < 0) return statements;
  const rest = statements.slice(start);
  return [
    ...statements.slice(0, start),
    ...rest.filter(isLink),
    ...rest.filter((statement) => !isLink(statement)),
  ];
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function isLink(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

/** `__cfReg({ a, b });` */
export function registration(names: readonly string[]): ts.Statement {
  const record = factory.createObjectLiteralExpression(
    names.map((name) => factory.createShorthandPropertyAssignment(name)),
  );
  return factory.createExpressionStatement(
    factory.createCallExpression(factory.createIdentifier("__cfReg"), undefined, [record]),
  );
}
